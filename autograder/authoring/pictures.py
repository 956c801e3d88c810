"""The README's pictures, taken from the executed solution notebooks."""

import base64

# File below course/pictures: the lesson, and a call in the cell that draws it.
PICTURES = {
    "em-rounds.png": ("05-gmm", "figures.em_rounds("),
    "bound-climbs.png": ("03-em", "figures.bound_climbs("),
}


def pictures_of(lesson_name, notebook):
    """Yield file name and PNG bytes of each picture that this solution notebook holds.

    Raises
    ------
    ValueError
        If the cell is gone or draws nothing.
    """
    for file, (lesson, call) in PICTURES.items():
        if lesson == lesson_name:
            images = [
                output.data["image/png"]
                for cell in notebook.cells
                if call in cell.source
                for output in cell.get("outputs", [])
                if "image/png" in output.get("data", {})
            ]
            if not images:
                raise ValueError(f"course/pictures/{file}: no cell of {lesson} draws {call}...)")
            yield file, base64.b64decode(images[0])
