"""The computer's own cameras, as far as a machine that may have none can show them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCameraPermission, QEvent
from PySide6.QtMultimedia import QCameraDevice, QMediaCaptureSession, QMediaDevices
from PySide6.QtWidgets import QApplication

from app.tour.patience import until
from app.ui.camera.system_cameras import SystemCamera, SystemCameras
from app.ui.camera.words_camera import numbered


@pytest.fixture(scope="module", autouse=True)
def watched_devices(qapp: QApplication) -> None:
    """Qt watches /dev from its first look at the cameras on, for as long as the process lives."""
    QMediaDevices.videoInputs()


@pytest.fixture
def cameras(qapp: QApplication) -> Iterator[SystemCameras]:
    cameras = SystemCameras()
    yield cameras
    cameras.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def session(qapp: QApplication) -> QMediaCaptureSession:
    return QMediaCaptureSession()


def test_each_is_listed_once_under_a_name_of_its_own(cameras: SystemCameras) -> None:
    now = cameras.now()
    assert len({camera.name for camera in now}) == len({camera.id for camera in now}) == len(now)
    assert [id(camera) for camera in cameras.now()] == [id(camera) for camera in now]


def test_one_that_was_pulled_out_says_so_instead_of_waiting(
    cameras: SystemCameras, session: QMediaCaptureSession
) -> None:
    camera, said = SystemCamera(QCameraDevice(), "Gone", cameras), list[str]()
    camera.join(session, said.append)
    assert said == ["the device is not there"]
    assert not session.camera()


def test_it_is_at_work_once_the_system_allows_it_and_let_go_afterwards(
    qapp: QApplication, cameras: SystemCameras, session: QMediaCaptureSession
) -> None:
    camera, said = SystemCamera(QCameraDevice(), "Asked for", cameras), list[str]()
    camera.join(session, said.append)
    qapp.requestPermission(QCameraPermission(), camera, camera._answered)
    until(lambda: bool(session.camera()), "the system's answer", 10.0)
    camera.leave()
    assert not session.camera()


def test_cameras_of_one_make_are_told_apart() -> None:
    assert numbered(["HD camera", "Scanner", "HD camera", ""]) == ["HD camera", "Scanner", "HD camera (2)", "Camera"]


def test_a_name_that_hides_something_is_shown_as_it_is() -> None:
    assert "\u202e" not in numbered(["Cam\u202era"])[0]
