"""Which format of a camera is used."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.camera_formats import LEAST_FPS, MOST_PIXELS, CameraFormat, best_format

FORMATS = st.lists(
    st.builds(
        CameraFormat,
        number=st.integers(0, 40),
        width=st.integers(0, 9000),
        height=st.integers(0, 7000),
        most_fps=st.floats(0, 120),
    ),
    max_size=12,
)


def test_a_document_cameras_largest_format_is_taken_not_its_quickest() -> None:
    formats = [
        CameraFormat(0, 1280, 720, 60.0),
        CameraFormat(1, 1920, 1080, 30.0),
        CameraFormat(2, 3264, 2448, 15.0),
    ]
    assert best_format(formats) == formats[2]


def test_a_format_that_hardly_moves_is_left_alone() -> None:
    formats = [CameraFormat(0, 4656, 3496, 2.0), CameraFormat(1, 3264, 2448, 15.0)]
    assert best_format(formats) == formats[1]


def test_of_one_size_the_smoother_one_is_taken_up_to_what_the_eye_sees() -> None:
    slow, smooth, wild = (CameraFormat(number, 1920, 1080, fps) for number, fps in enumerate((5.0, 30.0, 120.0)))
    assert best_format([slow, wild, smooth]) == smooth
    assert best_format([slow, smooth]) == smooth


def test_a_camera_that_tells_of_no_format_is_left_to_the_system() -> None:
    assert best_format([]) is None
    assert best_format([CameraFormat(0, 0, 0, 30.0)]) is None


@given(FORMATS)
def test_nothing_usable_is_larger_than_what_is_chosen(formats: list[CameraFormat]) -> None:
    chosen = best_format(formats)
    usable = [one for one in formats if one.most_fps >= LEAST_FPS and 0 < one.pixel_count <= MOST_PIXELS]
    if usable:
        assert chosen in usable
        assert chosen.pixel_count == max(one.pixel_count for one in usable)


@given(FORMATS)
def test_whatever_a_camera_offers_one_is_chosen_where_one_has_pixels(formats: list[CameraFormat]) -> None:
    chosen = best_format(formats)
    assert (chosen is None) == all(one.pixel_count == 0 for one in formats)
    assert chosen is None or chosen in formats
