"""Pages of services and licences."""
