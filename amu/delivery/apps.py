from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "amu.delivery"
    label = "delivery"

    def ready(self) -> None:
        from amu.delivery import registry
        from amu.delivery.by_hand import HANDED_OVER, POST
        from amu.delivery.handlers import send
        from amu.delivery.services import SEND
        from amu.delivery.words import register_words
        from amu.outbox.registry import register

        register_words()
        register(SEND, send, is_remote=True)
        registry.register(POST)
        registry.register(HANDED_OVER)
