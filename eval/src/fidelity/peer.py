"""What Python's own mail modules make of the same files: counts as one JSON object.

A folder of mbox files, packed or not, is read with `mailbox`; a folder of single letters with `email`.
"""
import email, email.policy, email.utils, gzip, json, mailbox, os, re, shutil, sys, tempfile


def letters_of(folder):
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if not os.path.isfile(path):
            continue
        if sys.argv[2] == "letters":
            with open(path, "rb") as file:
                yield email.message_from_binary_file(file)
            continue
        with tempfile.NamedTemporaryFile(suffix=".mbox") as plain:
            opener = gzip.open if name.endswith(".gz") else open
            with opener(path, "rb") as packed:
                shutil.copyfileobj(packed, plain)
            plain.flush()
            yield from mailbox.mbox(plain.name, create=False)


def one(letter, name):
    try:
        return str(letter.get(name) or "")
    except Exception:
        return ""


messages, ids, answers, undated = 0, set(), [], 0
for letter in letters_of(sys.argv[1]):
    messages += 1
    ids.add(one(letter, "Message-ID").strip())
    named = re.search(r"<[^>]*>", one(letter, "In-Reply-To"))
    if named:
        answers.append(named.group())
    try:
        email.utils.parsedate_to_datetime(one(letter, "Date"))
    except Exception:
        undated += 1
linked = sum(named in ids for named in answers)
print(json.dumps({"messages": messages, "distinct": len(ids), "undated": undated, "linked": linked}))
