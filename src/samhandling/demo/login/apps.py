from django.apps import AppConfig


class DemoLoginConfig(AppConfig):
    name = "samhandling.demo.login"
    label = "demo_login"
