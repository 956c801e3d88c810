"""From lessons and references to notebooks: what authors use to build and check the course."""
