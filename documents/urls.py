"""Addresses of this room's pages."""

from django.urls import path

from documents.views import acting, batches, editing, pages, plans, proving, reading, registering, signing

app_name = "documents"
urlpatterns = [
    path("k/", proving.ask, name="prove-ask"),
    path("k/<str:code>", proving.prove, name="prove"),
    path("de-an/<slug:code>/van-ban/", pages.papers, name="papers"),
    path("de-an/<slug:code>/van-ban/lap/<slug:kind>/", acting.write, name="write"),
    path("van-ban/so/", registering.register, name="register"),
    path("van-ban/loi-van/", editing.wordings, name="wordings"),
    path("van-ban/loi-van/<slug:kind>/", editing.wording, name="wording"),
    path("van-ban/loi-van/phien-ban/<int:pk>/thoi-dung/", editing.end, name="wording-end"),
    path("van-ban/ke-hoach/", plans.plans, name="plan-papers"),
    path("van-ban/ke-hoach/lap/", plans.write, name="plan-write"),
    path("van-ban/hang-loat/", batches.batches, name="batches"),
    path("van-ban/hang-loat/lap/", batches.begin, name="batch-begin"),
    path("van-ban/hang-loat/<int:pk>/", batches.batch, name="batch"),
    path("van-ban/hang-loat/<int:pk>/lap-tiep/", batches.again, name="batch-again"),
    path("van-ban/hang-loat/<int:pk>/tep.zip", batches.archive, name="batch-archive"),
    path("van-ban/hang-loat/<int:pk>/ket-qua.xlsx", batches.sheet, name="batch-sheet"),
    path("tai-lieu/<int:pk>/", pages.paper, name="paper"),
    path("tai-lieu/<int:pk>/so-voi/<int:other>/", pages.compare, name="compare"),
    path("tai-lieu/<int:pk>/ky/<slug:role>/", signing.sign, name="sign"),
    path("tai-lieu/<int:pk>/ban-quet/", signing.scan, name="scan"),
    path("tai-lieu/<int:pk>/lap-lai/", acting.refresh, name="refresh"),
    path("tai-lieu/<int:pk>/thay-the/", acting.replace, name="replace"),
    path("tai-lieu/<int:pk>/lam/<slug:verb>/", acting.act, name="act"),
    path("tai-lieu/tep/<int:pk>/", reading.download, name="download"),
    path("tai-lieu/<int:pk>/xem/", reading.preview, name="preview"),
    path("tai-lieu/<int:pk>/word/", reading.word, name="word"),
    path("tai-lieu/mau/<str:name>", reading.asset, name="asset"),
]
