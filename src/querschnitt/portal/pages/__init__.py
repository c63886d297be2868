"""The pages of the portal, a module for each part of it: from a reading of the site to pages."""
