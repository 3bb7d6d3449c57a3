#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What transformers says of responses in float32: their loss given the prompt, and how many of their tokens it ranks first.

  python make_measuring_golden.py [FOLDER]     (needs torch and transformers; never needed by the build or at run time)

FOLDER is the built-in model as transformers itself reads its GGUF file (shared/peer/setup makes it); without it what
measuring.json says of that model stays as it is.

measuring.json   rows: the conversations, of our own text; models: "cli/model" (tests/golden) and "built-in", each with one
                 entry a row: tokens, nll, ranked_first (the first of equal logits counts), and close: how many of the tokens
                 stand so near to another that rounding may decide (CLOSE in logits). ranked_first of another program may
                 differ by close at most.
"""
import json, os, sys
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

HERE = os.path.dirname(os.path.abspath(__file__))
CLOSE = 1e-3
torch.set_num_threads(1)


def asked(question, answer):
    return [{"role": "user", "content": question}, {"role": "assistant", "content": answer}]


# Short and long, plain and odd; a tiny model of random weights finds most likely what it has just read, so some repeat letters.
ROWS = [
    asked("What is the capital of France?", "Paris"),
    asked("What is the capital of France?", "The capital of France is Paris."),
    asked("What is 7 times 8?", "56"),
    asked("Count from one to ten.", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10"),
    asked("Write the letter a ten times.", "aaaaaaaaaa"),
    asked("Draw a line.", "----------------------------------------"),
    asked("Is water wet? Answer yes or no.", "Yes"),
    asked("List three fruits.", "- Apple\n- Banana\n- Orange"),
    asked("Write a polite refusal of a refund after the warranty has ended.",
          "Dear customer,\n\nThank you for writing to us. The warranty of your printer ended on 3 March, so we cannot refund it. "
          "We would be glad to offer you a repair at a reduced price.\n\nKind regards\nThe help desk"),
    asked("Write a function in Python that adds two numbers.", "def add(a, b):\n    return a + b"),
    asked("日本の首都はどこですか。", "東京です。"),
    asked("返品の方法を短く説明してください。", "商品と保証書を箱に入れ、返品の用紙を添えて送ってください。送料はかかりません。"),
    asked("「ー」を五回書いてください。", "ーーーーー"),
    asked("Translate to Japanese: Good morning", "おはようございます"),
    asked("Smile.", "😀😀😀😀"),
    asked("Say nothing but a space and a dot.", " ."),
    asked("Explain why the sky is blue to a child.",
          "Sunlight is made of many colours. When it meets the air, the blue part bounces around more than the others, "
          "so wherever you look up, some blue light comes to your eyes."),
    asked("Repeat after me: the cat sat on the mat.", "The cat sat on the mat."),
    asked("Give a JSON object with the key name.", "{\"name\": \"Aya\"}"),
    asked("Zzz?", "ZZZZZZZZZZZZZZZZ"),
    asked("What comes after Monday?", "Tuesday") + asked("And after that?", "Wednesday"),
]


def measured(folder):
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()
    rows = []
    for messages in ROWS:
        ids, targets = None, []
        for k, message in enumerate(messages):
            if message["role"] != "assistant":
                continue
            prompt = tokenizer(tokenizer.apply_chat_template(messages[:k], tokenize=False, add_generation_prompt=True),
                               add_special_tokens=False).input_ids
            ids = tokenizer(tokenizer.apply_chat_template(messages[:k + 1], tokenize=False), add_special_tokens=False).input_ids
            assert ids[:len(prompt)] == prompt
            end = ids.index(tokenizer.eos_token_id, len(prompt)) + 1  # with what ends its turn
            targets += range(len(prompt), end)
        with torch.no_grad():
            logits = model(torch.tensor([ids[:end]])).logits[0].double()
        nll, first, close = 0.0, 0, 0
        for at in targets:
            row = logits[at - 1]
            nll -= torch.log_softmax(row, -1)[ids[at]].item()
            first += int(row.argmax().item() == ids[at])
            others = row.clone()
            others[ids[at]] = -float("inf")
            close += int(abs((row[ids[at]] - others.max()).item()) < CLOSE)
        rows.append({"tokens": len(targets), "nll": nll, "ranked_first": first, "close": close})
    return rows


def main():
    path = os.path.join(HERE, "measuring.json")
    models = json.load(open(path, encoding="utf-8"))["models"] if os.path.exists(path) else {}
    models["cli/model"] = measured(os.path.join(HERE, "cli", "model"))
    if len(sys.argv) > 1:
        models["built-in"] = measured(sys.argv[1])
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"rows": ROWS, "models": models}, file, indent=1, ensure_ascii=False)
        file.write("\n")
    for name, rows in models.items():
        print(name, *(f"{sum(row[key] for row in rows)} {key}" for key in ("tokens", "ranked_first", "close")))


main()
