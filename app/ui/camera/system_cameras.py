"""The computer's cameras: which are plugged in, and one of them at work in its largest format that still moves."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, QPermission, Qt, Slot
from PySide6.QtMultimedia import QCamera, QCameraDevice, QMediaCaptureSession, QMediaDevices

from app.domain.camera_formats import CameraFormat, best_format
from app.ui.camera.words_camera import numbered

Failed = Callable[[str], None]


class SystemCamera(QObject):
    """One camera that is plugged in."""

    def __init__(self, device: QCameraDevice, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._device = device
        self._name = name
        self._camera: QCamera | None = None
        self._session: QMediaCaptureSession | None = None
        self._failed: Failed = _unheard

    @property
    def id(self) -> str:
        return self._device.id().toStdString()

    @property
    def name(self) -> str:
        return self._name

    def join(self, session: QMediaCaptureSession, failed: Failed) -> None:
        self._session, self._failed = session, failed
        # A camera without a device stays idle and never says why (capture.md).
        if self._device.isNull():
            failed("the device is not there")
            return
        permission = QCameraPermission()
        application = QCoreApplication.instance()
        status = application.checkPermission(permission) if application else Qt.PermissionStatus.Granted
        if status is Qt.PermissionStatus.Undetermined and application is not None:  # macOS asks a person
            application.requestPermission(permission, self, self._answered)
        elif status is Qt.PermissionStatus.Denied:
            failed("the system does not let this program use cameras")
        else:
            self._start()

    @Slot(QPermission)
    def _answered(self, permission: QPermission) -> None:
        if permission.status() is Qt.PermissionStatus.Granted:
            self._start()
        else:
            self._failed("the system does not let this program use cameras")

    def _start(self) -> None:
        if self._session is None:
            return  # left while the system asked
        camera = self._camera = QCamera(self._device, self)
        camera.errorOccurred.connect(self._errored)
        formats = self._device.videoFormats()
        chosen = best_format(
            [
                CameraFormat(
                    number, offered.resolution().width(), offered.resolution().height(), offered.maxFrameRate()
                )
                for number, offered in enumerate(formats)
            ]
        )
        if chosen is not None:
            camera.setCameraFormat(formats[chosen.number])
        self._session.setCamera(camera)
        camera.start()

    @Slot(QCamera.Error, str)
    def _errored(self, error: QCamera.Error, text: str) -> None:
        if error is not QCamera.Error.NoError:
            self._failed(text or error.name)

    def leave(self) -> None:
        camera, self._camera = self._camera, None
        session, self._session = self._session, None
        self._failed = _unheard
        if camera is not None and session is not None:
            camera.stop()
            session.setCamera(None)  # type: ignore[arg-type]  # the stubs know only of a camera that comes
            camera.deleteLater()


class SystemCameras(QObject):
    """Those that are plugged in, and word of those that come and go."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices = QMediaDevices(self)
        self._devices.videoInputsChanged.connect(self._tell)
        self._changed: Callable[[], None] = _nothing
        self._known: dict[str, SystemCamera] = {}

    def now(self) -> Sequence[SystemCamera]:
        found = sorted(QMediaDevices.videoInputs(), key=lambda device: not device.isDefault())
        names = numbered([device.description() for device in found])
        cameras = [SystemCamera(device, name, self) for device, name in zip(found, names, strict=True)]
        self._known = {camera.id: self._known.get(camera.id, camera) for camera in cameras}
        return list(self._known.values())

    def watch(self, changed: Callable[[], None]) -> None:
        self._changed = changed

    def close(self) -> None:
        self._changed = _nothing
        self.deleteLater()

    @Slot()
    def _tell(self) -> None:
        self._changed()


def _nothing() -> None:
    """Nobody watches."""


def _unheard(detail: str) -> None:
    """Nobody uses the camera any more."""
