from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "amu.delivery"
    label = "delivery"

    def ready(self) -> None:
        from amu import words
        from amu.delivery import registry
        from amu.delivery.by_hand import HANDED_OVER, POST
        from amu.delivery.handlers import send
        from amu.delivery.services import SEND
        from amu.delivery.words import MESSAGES
        from amu.outbox.registry import register

        words.register(words.Kind.MESSAGE, MESSAGES, codes={SEND})
        register(SEND, send, is_remote=True)
        registry.register(POST)
        registry.register(HANDED_OVER)
