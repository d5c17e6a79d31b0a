"""The lifecycle of a đề án and the one door through which it moves."""

from importlib import import_module

from django.apps import AppConfig

#: Modules that register a need when they are imported.
NEEDS = (
    "workflow.needs.dossier",
    "workflow.needs.money",
    "workflow.needs.separation",
    "workflow.needs.timing",
    "workflow.appraisal.needs",
)


class WorkflowConfig(AppConfig):
    name = "workflow"
    verbose_name = "Quy trình"

    def ready(self) -> None:
        for module in NEEDS:
            import_module(module)
        from workflow.appraisal.stage import AppraisalFlow
        from workflow.engine import flows
        from workflow.vocabulary import State

        flows.register(State.LOCAL_APPRAISAL, AppraisalFlow())
