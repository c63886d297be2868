from querschnitt.lib.umlauts import spelled_out


def test_umlauts_become_two_letters_and_all_else_stays():
    assert spelled_out("Brücke, Übung, Größe, Łódź") == "Bruecke, Uebung, Groesse, Łódź"
