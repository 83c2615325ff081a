"""Evidence on the task page and by API: uploads that stream, downloads that can do no harm."""
