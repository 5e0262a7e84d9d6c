"""Addresses of the queues, the messages and the tasks."""

from django.urls import path

from samhandling.node.correspondence.views import message, queues, tasks

urlpatterns = [
    path("innboks/", queues.inbox, name="inbox"),
    path("sendt/", queues.sent, name="sent"),
    path("melding/<int:pk>/", message.message, name="message"),
    path("melding/<int:pk>/original/", message.original, name="original"),
    path("melding/<int:pk>/original.xml", message.download, name="download"),
    path("melding/<int:pk>/vedlegg/<int:index>/", message.attachment, name="attachment"),
    path("melding/<int:pk>/kvittering/<int:receipt_pk>/", message.receipt, name="receipt"),
    path("melding/<int:pk>/send-igjen/", message.send_again, name="send-again"),
    path("oppgaver/", tasks.tasks, name="tasks"),
    path("oppgaver/<int:pk>/", tasks.task, name="task"),
    path("oppgaver/<int:pk>/pasient/", tasks.settle, name="task-settle"),
    path("oppgaver/<int:pk>/ny-pasient/", tasks.newcomer, name="task-newcomer"),
    path("oppgaver/<int:pk>/prov-igjen/", tasks.try_again, name="task-try"),
    path("oppgaver/<int:pk>/lukk/", tasks.close, name="task-close"),
]
