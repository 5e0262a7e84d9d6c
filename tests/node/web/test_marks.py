from django.template import Context, Template

from samhandling.node.web.marks import Mark


def drawn(mark):
    return Template("{{ mark }}").render(Context({"mark": mark}))


def test_a_mark_is_drawn_as_a_word_with_a_colour():
    assert drawn(Mark("Avvist", "danger")) == (
        '<span class="ds-tag" data-color="danger" data-size="sm">Avvist</span>'
    )


def test_a_mark_escapes_its_word():
    assert "&lt;script&gt;" in drawn(Mark("<script>"))
