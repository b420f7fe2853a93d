"""What the installed transformers makes of tokenizers, for bench/tokenizers.

  tokenizer_facts.py facts OUT DIR...      what it recognises, encodes, decodes and renders, as JSON
  tokenizer_facts.py small IN OUT          the same of small tokenizers whose files stand in IN: the
                                      golden file of SmallTokenizersTest
  tokenizer_facts.py tables OUT            what it knows of models and classes, from its source: the
                                      tables transformers-4.json and transformers-5.json

The random prompts of vLLM bench are made too where vllm is installed.
"""

import ast
import glob
import json
import os
import random
import re
import sys
import tempfile

TEXTS = [
    "", "Hello world", " two  blanks ", "don 't . stop ,now ! it 's", "naïve Grüße 你好 🙂", "a\nb\t c\r\n",
    "<s> x</s>", "▁x ▁", "1234567 3.14", "I 'm \" ' quoted ' \"", "<mask> <pad><unk>", "<|im_start|>user",
]
CHATS = [
    [{"role": "user", "content": ""}],
    [{"role": "user", "content": " What is 2 + 2?\nThink \"hard\" <b>&'é 😀 "}],
    [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "a"},
     {"role": "assistant", "content": "<think>\nx\n</think>\n\nb"}, {"role": "user", "content": "c\n"}],
]


def generation():
    import transformers

    return transformers.__version__.split(".")[0]


def described(folder, decodes, texts=TEXTS):
    """What a folder's tokenizer is and does; an error where it is refused."""
    import transformers

    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    except Exception as e:  # whatever it is, the tool would end there
        return {"error": f"{type(e).__name__}: {e}"[:200]}
    size = len(tokenizer)
    chance = random.Random(7)
    ids = [[chance.randrange(size) for _ in range(chance.randrange(1, 40))] for _ in range(decodes)]
    # Ids that stand side by side, as random prompts have them.
    starts = [chance.randrange(max(1, size - 60)) for _ in range(decodes)]
    ids += [list(range(start, min(size, start + 60))) for start in starts]
    decoded = [[i, tokenizer.decode(i)] for i in ids]
    encoded = [[text, tokenizer.encode(text, add_special_tokens=False)]
               for text in texts + [text for _, text in decoded]]
    result = {
        "class": re.sub("Fast$", "", type(tokenizer).__name__),
        "vocab_size": tokenizer.vocab_size,
        "len": size,
        "num_special": tokenizer.num_special_tokens_to_add(),
        "special_ids": sorted(set(tokenizer.all_special_ids)),
        "decoded": decoded,
        "encoded": encoded,
        "chats": chats(tokenizer),
    }
    if decodes > 9:
        result["prompts"] = prompts(tokenizer)
    return result


def chats(tokenizer):
    rendered = []
    for messages in CHATS if getattr(tokenizer, "chat_template", None) else []:
        for generation_prompt in (False, True):
            try:
                text = tokenizer.apply_chat_template(
                    messages, tokenize=False, add_generation_prompt=generation_prompt)
            except Exception as e:  # the template may refuse a chat
                text = None
            rendered.append([messages, generation_prompt, text])
    return rendered


def prompts(tokenizer):
    """Random prompts of vLLM bench; none where it isn't installed."""
    try:
        from vllm.benchmarks.datasets import RandomDataset
    except Exception:
        return []
    made = RandomDataset(random_seed=3).sample(
        tokenizer=tokenizer, num_requests=20, input_len=120, output_len=10, range_ratio=0.3)
    return [[sample.prompt, sample.prompt_len, sample.expected_output_len] for sample in made]


def facts(out, folders):
    result = {"transformers": generation(), "folders": []}
    for folder in folders:
        result["folders"].append({"folder": os.path.abspath(folder), **described(folder, 200)})
    write(out, result)


def small(source, out):
    """Adds to a golden file what this transformers makes of the small tokenizers in it."""
    import transformers

    cases = json.load(open(source))["cases"]
    golden = json.load(open(out)) if os.path.exists(out) else {"transformers": {}, "cases": []}
    golden["transformers"][generation()] = transformers.__version__
    known = {case["name"]: case for case in golden["cases"]}
    golden["cases"] = []
    for case in cases:
        with tempfile.TemporaryDirectory() as folder:
            for name, content in case["files"].items():
                with open(os.path.join(folder, name), "w") as file:
                    file.write(content if isinstance(content, str) else json.dumps(content))
            made = described(folder, 2, case.get("texts", ["a b", " ab  b .", "<mask>a <x> b"]))
        before = {k: v for k, v in known.get(case["name"], {}).items() if k in ("4", "5")}
        golden["cases"].append({**case, **before, generation(): made})
    write(out, golden)


def write(out, result):
    with open(out, "w") as file:
        json.dump(result, file, ensure_ascii=False)
        file.write("\n")


# ---- tables, from the source: much of it can't be imported without torch ----


def tables(out):
    import transformers

    root = os.path.dirname(transformers.__file__)
    base = "TokenizersBackend" if generation() == "5" else "PreTrainedTokenizerFast"
    source = Source(root, base)
    tree = ast.parse(open(root + "/models/auto/tokenization_auto.py").read())
    types, wrong = model_types(tree), known_to_be_wrong(tree)
    for name in wrong:
        types.setdefault(name, base)
    names = {unfast(t) for t in types.values()} | {unfast(c) for c in source.classes}
    rows = [
        json.dumps(name) + ": " + json.dumps(source.row(name), ensure_ascii=False)
        for name in sorted(names)
        if source.known(name) and name.endswith(("Tokenizer", "Backend"))
    ]
    lines = ["{", f'"version": "{transformers.__version__}",', '"model_types": {']
    lines.append(",\n".join(f"{json.dumps(k)}: {json.dumps(unfast(v))}" for k, v in sorted(types.items())))
    lines += ["},", '"known_to_be_wrong": ' + json.dumps(wrong) + ",", '"classes": {']
    lines += [",\n".join(rows), "}", "}"]
    with open(out, "w") as file:
        file.write("\n".join(lines) + "\n")


def unfast(name):
    return re.sub("Fast$", "", name)


def model_types(tree):
    types = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple) and len(node.elts) == 2 and isinstance(node.elts[0], ast.Constant):
            texts = [c.value for c in ast.walk(node.elts[1]) if isinstance(c, ast.Constant) and isinstance(c.value, str)]
            if texts and isinstance(node.elts[0].value, str):
                fast = [text for text in texts if text.endswith("Fast")]
                types[node.elts[0].value] = texts[0] if generation() == "5" else (fast or texts)[-1]
    return types


def known_to_be_wrong(tree):
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and node.target.id == "MODELS_WITH_INCORRECT_HUB_TOKENIZER_CLASS":
            return sorted(ast.literal_eval(node.value))
    return []


class Source:
    """The tokenizer classes of transformers as its files have them."""

    def __init__(self, root, base):
        self.base, self.classes, self.aliases = base, {}, {}
        for path in glob.glob(root + "/models/*/tokenization_*.py") + glob.glob(root + "/tokenization_*.py"):
            for node in ast.parse(open(path).read()).body:
                if isinstance(node, ast.ClassDef):
                    self.classes.setdefault(node.name, node)
                elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Name):
                    self.aliases[getattr(node.targets[0], "id", "")] = node.value.id

    def actual(self, name):
        name = name if generation() == "5" or not self.exists(name + "Fast") else name + "Fast"
        while name in self.aliases:
            name = self.aliases[name]
        return name

    def exists(self, name):
        return name in self.aliases or name in self.classes

    def known(self, name):
        return self.exists(name) or self.exists(self.actual(name))

    def bases(self, name):
        return [getattr(base, "id", "") for base in self.classes[name].bases] if name in self.classes else []

    def fast(self, name):
        name = self.aliases.get(name, name)
        return name == self.base or any(self.fast(base) for base in self.bases(name))

    def init(self, name):
        name = self.aliases.get(name, name)
        if name == self.base or name not in self.classes:
            return None
        for node in self.classes[name].body:
            if isinstance(node, ast.FunctionDef) and node.name == "__init__":
                return node
        return next(filter(None, map(self.init, self.bases(name))), None)

    def row(self, name):
        actual = self.actual(name)
        init, roles = self.init(actual), {}
        if init:
            args = init.args
            defaults = list(zip(args.args[len(args.args) - len(args.defaults):], args.defaults))
            for arg, default in defaults + list(zip(args.kwonlyargs, args.kw_defaults)):
                text = getattr(default, "value", None)
                if arg.arg.endswith("_token") and isinstance(text, str):
                    roles[arg.arg] = text
        kind = "other" if not self.fast(actual) else "own" if init else "file"
        return {"pipeline": kind, "roles": roles}


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "facts":
        facts(rest[0], rest[1:])
    elif what == "small":
        small(*rest)
    else:
        tables(*rest)
