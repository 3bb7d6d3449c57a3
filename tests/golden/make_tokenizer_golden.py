#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""tokenizer/smollm2.jsonl: our texts with the ids of Hugging Face's tokenizers for SmolLM2.
tokenizer/components.jsonl: small tokenizers, trained here on our text, one per component that we support, each
with texts, ids and decoded texts.
tokenizer/characters.jsonl: the same for vocabularies of characters (SentencePiece's kinds as tokenizer.json).
tokenizer/tekken.jsonl: the same for the kind of Mistral-Nemo.
tokenizer/sentencepiece.jsonl: SentencePiece's own model files, trained here, with the ids that `sentencepiece` gives
(its decoding differs from Hugging Face's in unknown tokens only, which is why texts of those are left out).

usage: make_tokenizer_golden.py FOLDER_OF_SMOLLM2        (needs `tokenizers` and `sentencepiece`)
       make_tokenizer_golden.py characters               writes the last two only
"""
import base64
import io
import json
import os
import random
import sys
import unicodedata

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tokenizer")
GPT2 = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
LLAMA3 = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+"
          r"|\s+(?!\S)|\s+")
QWEN2 = LLAMA3.replace(r"\p{N}{1,3}", r"\p{N}")
GPT4O = (r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
         r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
         r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")

TEKKEN = (r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"
          r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"
          r"|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")
# Where its words begin and end.
CASES = ["camelCase HTTPServer ABCdef ABC", "日本ABC ABC日本 aB日C", "ǅa AǅB ǆ", "ÉCOLE école É\u0301A a\u0301B", "\u0301ABC !\u0301a", "path/to//\n/x",
         "a/b\r\n//", "WE'LL we'Ll don'T", "ʰAʰ ªº", "١٢٣ 123", "\U00010d41x \U00010d50\U00010d70", " ABC def", "\u00a0ABCdef", "--Foo__Bar"]

PIECES = [
    "hello", "Hello", "WORLD", "don't", "can'T", "we'LL", "it's", "'s", "'", "''", "I'm", "naïve", "Straße", "İstanbul",
    "返品", "保証期間", "お問い合わせ", "カタカナ", "ﾊﾝｶｸ", "。", "、", "「", "」", "日本語とEnglish", "令和8年", "が", "か\u3099", "한국어", "中文",
    "Привет", "Ελλάδα", "שלום", "مرحبا", "नमस्ते", "สวัสดี", "😀", "👨‍👩‍👧‍👦", "👍🏽", "🇯🇵", "❤️", "1️⃣", "☃", "→", "∑", "½", "²", "Ⅷ",
    "①", "٣", "१२", "๕", "１２", "𝟙𝟚", "0", "7", "42", "123", "1234567", "3.14", "1,000", "0x1F", "1e-5", "v2.0",
    " ", "  ", "   ", "\t", "\n", "\n\n", "\r\n", "\r", "\u00a0", "\u3000", "\u2028", "\u200b", "\ufeff", "\u0085", "\u180e", "\x0b",
    "\x00", "\x01", "\x7f", "\ufffd", "e\u0301", "a\u0300\u0301", "\u0345", "ſ", "'ſ", "ﬁ", "Å", "Å", "K", "㍿",
    "def f(x):", "return x + 1", "    ", "{", "}", "();", "==", "!=", "&&", "->", "::", "#include <a>", "</div>", "\"key\": [1, 2]",
    "a_b", "camelCase", "http://a.example/b?c=d&e=1", "x@y.example", "C:\\dir", "/usr/bin", "...", "!?", "---", "***", "$", "€", "\\n",
    "<|im_start|>", "<|im_end|>", "<|endoftext|>", "<|im_end", "im_end|>", "<|IM_END|>", "<repo_name>", "<empty_output>", "<s>", "[INST]",
    "\U000e0041", "\U0001f9ff", "\U00013000", "\ue000", "\U00010d41", "\U00011de5", "ⅷ", "ǅ", "ʼ", "\u0e33", "क्षि",
]
SENTENCES = [
    "The refund was sent on 3 May 2026; please allow 5 to 7 working days.",
    "保証期間外の修理は有償になりますが、お見積もりは無料です。まずは型番をお知らせください。",
    "for (int i = 0; i < 10; ++i) {\n    total += values[i] * 2;\n}\n",
    "| phase | loss |\n|---|---|\n| 1 | 2.13 |\n| 2 | 1.98 |",
    "Dear Ms O'Neill,\n\nthank you for writing. We've checked the order you'd placed, and it'll arrive soon.\n\nBest regards",
    "😀😃 たのしい！ 100% 🎉🎉",
]


def texts(count, seed):
    rng = random.Random(seed)
    out = [""] + PIECES + SENTENCES + [a + b for a in PIECES[:20] for b in (" ", "\n", "1", "。")]
    while len(out) < count:
        kind = rng.random()
        if kind < 0.75:
            parts = [rng.choice(PIECES) for _ in range(rng.randint(2, 12))]
            out.append(rng.choice(["", " ", ""]).join(parts))
        elif kind < 0.85:  # any assigned or unassigned code point
            out.append("".join(chr(rng.choice([rng.randrange(0x20, 0x250), rng.randrange(0x3000, 0xD800),
                                               rng.randrange(0xE000, 0x110000)])) for _ in range(rng.randint(1, 12))))
        elif kind < 0.93:  # bytes that are not UTF-8, as Python's errors="replace" reads them
            raw = bytearray(rng.choice(SENTENCES).encode()[:40])
            for _ in range(rng.randint(1, 6)):
                raw[rng.randrange(len(raw))] = rng.randrange(256)
            out.append(bytes(raw))
        else:
            out.append(rng.choice(SENTENCES)[rng.randint(0, 10):] + rng.choice(PIECES))
    return out


def row(tokenizer, text, plain):
    raw = text if isinstance(text, bytes) else None
    text = text.decode("utf-8", errors="replace") if raw is not None else text
    ids = tokenizer.encode(text, add_special_tokens=False).ids
    made = {"bytes": raw.hex()} if raw is not None else {"text": text}
    made["ids"] = ids
    as_text = plain.encode(text, add_special_tokens=False).ids
    if as_text != ids:
        made["as_text"] = as_text
    affixed = tokenizer.encode(text).ids
    if affixed != ids:
        made["affixed"] = affixed
    decoded = tokenizer.decode(ids, skip_special_tokens=False)
    if raw is not None or decoded != text:
        made["decoded"] = decoded
    skipped = tokenizer.decode(ids, skip_special_tokens=True)
    if skipped != decoded:
        made["skipped"] = skipped
    return made


def both(path_or_json):
    load = Tokenizer.from_file if os.path.exists(path_or_json) else Tokenizer.from_str
    tokenizer, plain = load(path_or_json), load(path_or_json)
    plain.encode_special_tokens = True
    return tokenizer, plain


def trained(pre, normalizer=None, vocab=420, ignore_merges=False, added=(), post=None):
    tokenizer = Tokenizer(models.BPE(ignore_merges=ignore_merges))
    tokenizer.pre_tokenizer = pre
    if normalizer:
        tokenizer.normalizer = normalizer
    tokenizer.decoder = decoders.ByteLevel()
    corpus = SENTENCES * 3 + ["".join(PIECES[i:i + 6]) for i in range(0, len(PIECES), 3)] + [" ".join(PIECES)]
    tokenizer.train_from_iterator(corpus, trainers.BpeTrainer(vocab_size=vocab, show_progress=False,
                                  initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), min_frequency=1))
    tokenizer.add_special_tokens(["<|im_start|>", "<|im_end|>", "<s>"])
    for token in added:
        (tokenizer.add_special_tokens if token.special else tokenizer.add_tokens)([token])
    tokenizer.post_processor = post(tokenizer) if post else processors.ByteLevel(trim_offsets=False)
    return tokenizer


def components():
    byte_level = lambda **k: pre_tokenizers.ByteLevel(**{"add_prefix_space": False, **k})
    split = lambda pattern, behavior="isolated", invert=False: pre_tokenizers.Sequence([
        pre_tokenizers.Split(pattern, behavior, invert), byte_level(use_regex=False)])
    yield "byte_level", trained(byte_level())
    yield "prefix_space", trained(byte_level(add_prefix_space=True))
    yield "digits_individual", trained(pre_tokenizers.Sequence([pre_tokenizers.Digits(True), byte_level()]))
    yield "digits_contiguous", trained(pre_tokenizers.Sequence([pre_tokenizers.Digits(False), byte_level()]))
    yield "llama3", trained(split(Regex(LLAMA3)), ignore_merges=True, post=lambda t: processors.TemplateProcessing(
        single="<s> $A", pair="<s> $A <s> $B", special_tokens=[("<s>", t.token_to_id("<s>"))]))
    yield "qwen2_nfc", trained(split(Regex(QWEN2)), normalizers.NFC(), added=[
        AddedToken("<tool>", special=False, normalized=False), AddedToken("Å", special=False, normalized=True)])
    yield "gpt4o", trained(split(Regex(GPT4O)))
    yield "gpt2_split", trained(split(Regex(GPT2)))
    yield "nfkc", trained(byte_level(), normalizers.Sequence([normalizers.NFD(), normalizers.NFKC()]))
    for behavior in ("removed", "isolated", "merged_with_previous", "merged_with_next", "contiguous"):
        yield "split_" + behavior, trained(split(Regex(r"\s|\d{2}"), behavior), vocab=300)
    yield "split_invert", trained(split(Regex(r"\w+"), "removed", True), vocab=300)
    yield "split_string", trained(split(".", "isolated"), vocab=300)
    yield "multiline", trained(split(Regex(r"^\S+|\S$"), "isolated"), vocab=300)
    yield "added_tokens", trained(byte_level(), added=[
        AddedToken("<mask>", lstrip=True, special=True), AddedToken("<right>", rstrip=True, special=True),
        AddedToken("hello", single_word=True, special=False), AddedToken("<|im", special=False, normalized=False),
        AddedToken("é", special=False), AddedToken("two words", special=True)], post=lambda t:
        processors.TemplateProcessing(single="<s> $A <|im_end|>", pair="$A $B", special_tokens=[
            ("<s>", t.token_to_id("<s>")), ("<|im_end|>", t.token_to_id("<|im_end|>"))]))


EXTRA = ["a <mask> b", "  <mask>  <right>  x", "<right> <mask>", "hello hello1 ohello hello.", "<|im_start|><|im", "é<mask>é", "two words",
         "<tool>x</tool>", "A\u030a Å", "\n<mask>\n", "<right>\n\n<right>"]


# --- vocabularies of characters

SAMPLES = ["", " ", "  ", " x", "x ", "  two  spaces  ", "a  b   c", "\n", "\n\n a", "\t\tx", "Hello", " Hello", "Hello World",
           "返品の保証期間", "お問い合わせは 日本語とEnglishで", "👨‍👩‍👧‍👦 家族 👍🏽", "🇯🇵❤️1️⃣", "か\u3099が é e\u0301", "def f(x):\n    return x + 1\n",
           "1234567 3.14 ½ ２０２６", "\u2581x\u2581 \u2581", "<s>", "a<s>b</s> c", "</s><s> d", "<unk> x", "<|tool|>", "x<|tool|>y <|tool|> z",
           "<0x41>", "<0x0A>\n", "\u3000全角\u3000", "\x00\x01", "ﬁ ㍿ Ⅷ ﾊﾝｶｸ", "क्षि สวัสดี 한국어", "\U00013000\U0001f9ff", "\u00a0\u200b\ufeff",
           "aaaaaaa aaa", "\r\n\r\n", "it's don't", "The refund was sent on 3 May 2026; please allow 5 to 7 working days."]
CORPUS = SENTENCES * 6 + PIECES[:70] * 3 + [" ".join(PIECES[i:i + 9]) for i in range(0, 100, 4)]
BYTES = ["<0x%02X>" % byte for byte in range(256)]


def character_texts():
    return SAMPLES + [t for t in texts(340, 11)[170:] if not isinstance(t, bytes) or len(t) < 60]


def llama_like(legacy, prefix=True, fallback=True, split=False):
    """Trained as BPE over U+2581, with byte tokens put in front as SentencePiece does."""
    trained_on = Tokenizer(models.BPE())
    trained_on.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=True)
    trained_on.train_from_iterator(CORPUS, trainers.BpeTrainer(vocab_size=620, show_progress=False, min_frequency=2,
                                                              limit_alphabet=330))
    learnt = json.loads(trained_on.to_str())["model"]
    order = ["<unk>", "<s>", "</s>"] + (BYTES if fallback else [])
    order += ["\u2581\u2581", "\u2581\u2581\u2581\u2581"] if split is False else []
    order += [t for t in learnt["vocab"] if t not in order]
    merges = [tuple(m) for m in learnt["merges"]]
    if not split:
        merges += [("\u2581", "\u2581"), ("\u2581\u2581", "\u2581\u2581")]
    tokenizer = Tokenizer(models.BPE(vocab={t: i for i, t in enumerate(order)}, merges=merges, unk_token="<unk>",
                                     fuse_unk=True, byte_fallback=fallback))
    if legacy:
        tokenizer.normalizer = normalizers.Sequence(([normalizers.Prepend("\u2581")] if prefix else [])
                                                    + [normalizers.Replace(" ", "\u2581")])
    else:
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="first" if prefix else "never", split=split)
    strip = [decoders.Strip(" ", 1, 0)] if prefix else []
    tokenizer.decoder = decoders.Sequence([decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse()] + strip)
    tokenizer.add_special_tokens([AddedToken(t, normalized=False, special=True) for t in ("<unk>", "<s>", "</s>")])
    tokenizer.add_tokens([AddedToken("<|tool|>", normalized=False, special=False)])
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A", pair="<s> $A <s> $B", special_tokens=[("<s>", 1)])
    return tokenizer


def charsmap():
    """SentencePiece's own table of nmt_nfkc would be 300 KB; a rule of ours each is enough."""
    import sentencepiece
    rules = ("FF21 41\nFF42 62\n3000 20\n65 301 E9\nFB01 66 69\n33FF\t\n337F 682A 5F0F\n304B 3099 304C\n9 20\n200B\t\n")
    os.chdir(HERE)  # the model keeps the path, so it must be nobody's
    path = "rules.tsv"
    with open(path, "w") as out:
        for rule in rules.strip("\n").split("\n"):
            source, _, target = rule.partition("\t")
            parts = source.split(" ")
            if "\t" not in rule:  # the first code point, or two where the second is a mark, is replaced
                count = 2 if len(parts) > 1 and parts[1] in ("301", "3099") else 1
                source, target = " ".join(parts[:count]), " ".join(parts[count:])
            out.write(source + "\t" + target + "\n")
    return path


def sentencepiece_models():
    import sentencepiece
    rules = charsmap()

    def train(**options):
        model = io.BytesIO()
        sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter(CORPUS), model_writer=model, **{
            "vocab_size": 700, "hard_vocab_limit": False, "minloglevel": 2, "num_threads": 1, "character_coverage": 0.98,
            **options})
        return model.getvalue()
    llama = dict(model_type="bpe", byte_fallback=True, normalization_rule_name="identity", remove_extra_whitespaces=False,
                 split_digits=True, allow_whitespace_only_pieces=True)
    yield "bpe", train(**llama)
    yield "bpe_user_defined", train(**llama, user_defined_symbols=["<|tool|>", "\n\n"], control_symbols=["[INST]"])
    yield "bpe_no_prefix", train(**{**llama, "add_dummy_prefix": False})
    yield "bpe_no_fallback", train(**{**llama, "byte_fallback": False})
    yield "unigram", train(model_type="unigram", normalization_rule_tsv=rules)
    yield "unigram_fallback", train(model_type="unigram", byte_fallback=True, normalization_rule_name="identity",
                                    user_defined_symbols=["<|tool|>"], remove_extra_whitespaces=True)
    os.remove(rules)


def write(out, value):
    out.write(json.dumps(value, ensure_ascii=True, separators=(",", ":")) + "\n")


def precompiled_unigram(model):
    """A unigram tokenizer.json as transformers makes one of a tokenizer.model."""
    import sentencepiece
    from sentencepiece import sentencepiece_model_pb2
    proto = sentencepiece_model_pb2.ModelProto()
    proto.ParseFromString(model)
    tokenizer = Tokenizer(models.Unigram([(p.piece, p.score) for p in proto.pieces], 0,
                                         byte_fallback=proto.trainer_spec.byte_fallback))
    steps = [normalizers.Strip(left=False, right=True), normalizers.Replace(Regex(" {2,}"), "\u2581")]
    if proto.normalizer_spec.precompiled_charsmap:
        steps.insert(0, normalizers.Precompiled(proto.normalizer_spec.precompiled_charsmap))
    tokenizer.normalizer = normalizers.Sequence(steps)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.add_special_tokens(["<unk>", "<s>", "</s>"])
    return tokenizer


def character_files():
    from_model = dict(sentencepiece_models())
    with open(os.path.join(HERE, "characters.jsonl"), "w", encoding="utf-8") as out:
        kinds = [("llama2_legacy", llama_like(True)), ("llama2", llama_like(False)), ("no_prefix", llama_like(False, False)),
                 ("legacy_no_prefix", llama_like(True, False)), ("no_fallback", llama_like(True, fallback=False)),
                 ("words", llama_like(False, split=True)), ("unigram", precompiled_unigram(from_model["unigram"])),
                 ("unigram_fallback", precompiled_unigram(from_model["unigram_fallback"]))]
        for name, tokenizer in kinds:
            text = tokenizer.to_str()
            tokenizer, plain = both(text)
            write(out, {"tokenizer": name, "json": text})
            for sample in filter(is_old, character_texts()[::1 if name.startswith("llama2") else 4]):
                write(out, row(tokenizer, sample, plain))
    with open(os.path.join(HERE, "tekken.jsonl"), "w", encoding="utf-8") as out:
        text = trained(pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(TEKKEN), "isolated"),
                                                pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]),
                       ignore_merges=True, post=lambda t: processors.TemplateProcessing(
            single="<s> $A", pair="<s> $A <s> $B", special_tokens=[("<s>", t.token_to_id("<s>"))])).to_str()
        tokenizer, plain = both(text)
        write(out, {"tokenizer": "tekken", "json": text})
        for sample in CASES + character_texts():
            write(out, row(tokenizer, sample, plain))
    import sentencepiece
    with open(os.path.join(HERE, "sentencepiece.jsonl"), "w", encoding="utf-8") as out:
        for name, model in from_model.items():
            processor = sentencepiece.SentencePieceProcessor(model_proto=model)
            write(out, {"tokenizer": name, "model": base64.b64encode(model).decode()})
            for sample in character_texts():
                text = sample.decode("utf-8", errors="replace") if isinstance(sample, bytes) else sample
                if name.startswith("unigram") and "\u2581" in text:
                    continue  # is taken for a space, also where Hugging Face keeps it
                ids = processor.encode(text)
                made = {"text": text, "ids": ids}
                decoded = processor.decode(ids)
                if processor.unk_id() in ids:
                    made["has_unknown"] = True
                elif decoded != text:
                    made["decoded"] = decoded
                write(out, made)


def is_old(sample):
    """Patterns of one's own go through PCRE2, whose edition of Unicode is that of the machine."""
    text = sample.decode("utf-8", errors="replace") if isinstance(sample, bytes) else sample
    return all(unicodedata.category(c) != "Cn" for c in text)


def main():
    model = sys.argv[1]
    character_files()
    if model == "characters":
        return
    with open(os.path.join(HERE, "smollm2.jsonl"), "w", encoding="utf-8") as out:
        tokenizer, plain = both(os.path.join(model, "tokenizer.json"))
        for text in texts(3000, 1):
            out.write(json.dumps(row(tokenizer, text, plain), ensure_ascii=True, separators=(",", ":")) + "\n")
    with open(os.path.join(HERE, "components.jsonl"), "w", encoding="utf-8") as out:
        for name, tokenizer in components():
            text = tokenizer.to_str()
            tokenizer, plain = both(text)
            out.write(json.dumps({"tokenizer": name, "json": text}, separators=(",", ":")) + "\n")
            for sample in filter(is_old, EXTRA + texts(460, 7)[::2]):
                out.write(json.dumps(row(tokenizer, sample, plain), ensure_ascii=True, separators=(",", ":")) + "\n")


main()
