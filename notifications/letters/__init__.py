"""What a mail says, once: `content` holds it, `html` and `text` show it, `about` says it of a đề án."""
