"""Telling people what changed: which watches a change is for, the messages, and their way by mail and to webhooks."""
