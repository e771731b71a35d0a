def test_clean(held, toewijzing):
    assert held([toewijzing(i) for i in range(30)]) == []
