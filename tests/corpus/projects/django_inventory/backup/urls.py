from django.urls import path, re_path
from . import views

urlpatterns = [
    path('api/user/<str:email>', views.user),
    path('api/computer/<str:serial>', views.device, name='device'),
    re_path(r'^api/org/(?P<uid>\d+)$', views.org),
]
