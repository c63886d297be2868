"""The main job on real data: ``querschnitt demo`` and ``querschnitt load``."""
