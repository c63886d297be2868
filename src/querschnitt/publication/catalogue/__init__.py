"""The catalogue of the open data after DCAT-AP.de: public editions in, RDF out.

Pure: it asks no database and no settings. What harvesters must know of the installation comes as a
``Holder``; what nobody has entered is left out and never invented.
"""
