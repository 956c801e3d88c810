"""The course on a JupyterHub: `sudo .venv/bin/jupyterhub -f course/jupyterhub_config.py`.

Students fetch lessons and hand them in with nbgrader's own list of assignments; the instructor
releases, collects and grades in formgrader. INSTRUCTOR.md says what to set up before.
"""

import sys
from pathlib import Path

c = get_config()  # noqa: F821 (JupyterHub defines it)

# Who is who: names of accounts on this machine. Students may also be a Unix group, with
# c.LocalAuthenticator.allowed_groups = {"students"}.
INSTRUCTOR = "instructor"
STUDENTS = {"student1", "student2"}

# The students' environment holds the notebooks' library and no solutions. This one holds both, so
# the folder of the whole repository must be closed to everybody but the instructor (chmod 700).
STUDENTS_BIN = Path("/srv/gmm-em-course/bin")

# What the hub notes for itself: who is logged in, and the key of the cookies.
STATE = Path("/var/lib/gmm-em-course-hub")

COURSE = Path(__file__).resolve().parent
BIN = Path(sys.executable).parent

# Only this machine reaches the hub. For others, put a web server that speaks TLS (nginx, Caddy) in
# front of this address.
c.JupyterHub.bind_url = "http://127.0.0.1:8000"

# The proxy is the Python one, of the extra `hub`; any other `configurable-http-proxy` will do. It
# waits an hour for an answer (in milliseconds): a class is graded in one request, and by itself it
# gives up after 20 seconds.
PROXY = str(BIN / "configurable-http-proxy")
c.ConfigurableHTTPProxy.command = [PROXY, "--proxy-timeout=3600000"]

STATE.mkdir(mode=0o700, parents=True, exist_ok=True)
c.JupyterHub.db_url = f"sqlite:///{STATE / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(STATE / "cookie_secret")
c.ConfigurableHTTPProxy.pid_file = str(STATE / "proxy.pid")

# People log in with the password of their account (PAM). Your university's login is another
# authenticator: LDAP, OAuth, LTI for Canvas and Moodle. Its names become nbgrader's student ids.
c.Authenticator.allowed_users = STUDENTS | {INSTRUCTOR}

# What one person may use. Local processes are only told so; systemdspawner and spawners that use
# containers enforce it.
c.Spawner.mem_limit = "2G"
c.Spawner.cpu_limit = 2
c.JupyterHub.active_server_limit = 200
# When a whole class logs in at once, a server takes its time.
c.Spawner.start_timeout = c.Spawner.http_timeout = 120
# A notebook that idles for an hour ends, a server without notebooks after two.
LEAVE = ["--MappingKernelManager.cull_idle_timeout=3600"]
LEAVE += ["--ServerApp.shutdown_no_activity_timeout=7200"]
NO_FORMGRADER = ["--ServerApp.jpserver_extensions=nbgrader.server_extensions.formgrader=False"]


def prepare(spawner):
    """Open formgrader in the course for the instructor, and JupyterLab at home for a student."""
    if spawner.user.name == INSTRUCTOR:
        spawner.cmd = [str(BIN / "jupyterhub-singleuser")]
        spawner.notebook_dir = str(COURSE)
        spawner.default_url = "/formgrader"
        # nbgrader finds nbgrader_config.py there.
        spawner.environment = {**spawner.environment, "JUPYTER_CONFIG_PATH": str(COURSE)}
        spawner.args = LEAVE
    else:
        spawner.cmd = [str(STUDENTS_BIN / "jupyterhub-singleuser")]
        spawner.default_url = "/lab"
        spawner.args = LEAVE + NO_FORMGRADER


c.Spawner.pre_spawn_hook = prepare
