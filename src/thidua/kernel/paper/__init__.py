"""Papers of an office: one description, laid out alike as PDF and as Word.

`parts` says what a document consists of, `laying` turns it into lines, `pdf` and `word`
set the same lines, `departures` tells what in a document departs from the rules.

State documents follow Decree 30/2020/NĐ-CP, annex I (`rules` names the point of every
measure). Party documents follow a guideline of the Party's Central Office that is
known here from secondary sources only: what is set for them is custom, **not
verified**, and is never told as law.
"""
