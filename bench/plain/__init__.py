"""The same pages as a plain Django site: models, templates, the usual seven middlewares."""
