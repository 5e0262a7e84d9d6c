"""The screens of messages: queues, one message, tasks."""
