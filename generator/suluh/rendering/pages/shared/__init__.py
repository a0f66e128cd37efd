"""What the pages of several rooms share: the studio they are made in, and parts of pages."""
