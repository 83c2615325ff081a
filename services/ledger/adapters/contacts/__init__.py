"""Asking intake how to reach somebody, and how often each officer has asked."""
