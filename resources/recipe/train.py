#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Trains a run that Dankai froze, on one process or several, phase by phase.

    torchrun --nproc-per-node 8 train.py            (or: accelerate launch train.py, or: python train.py)

Everything that decides what is learned stands in recipe.json and run/: which rows make which optimizer step, at which
learning rate, with which optimizer. A step means the same on any number of processes: its rows are shared out, the
gradients are summed, and the loss is the mean over all trained tokens of the step. Results are written into run/ as
Dankai's own engine writes them, so that `dankai adopt PROJECT FOLDER` can read them back.

README.md says what is needed and what this does not do.
"""

import argparse
import contextlib
import hashlib
import json
import math
import os
import pathlib
import shutil
import socket
import struct
import sys
import time

import torch
import torch.distributed as dist
import transformers

HERE = pathlib.Path(__file__).resolve().parent
RUN = HERE / "run"


def fail(sentence):
    print(f"train.py: {sentence}", file=sys.stderr)
    sys.exit(1)


# ---- What was frozen ---------------------------------------------------------------------------------------------


class Rows:
    """Token ids and loss masks of one file of rows: tokens/NAME.bin, whose layout Dankai's core/run/README.md gives."""

    HEADER = struct.Struct("<8sIIQQ32s")

    def __init__(self, path):
        data = bytearray(path.read_bytes())
        magic, version, _, rows, tokens, _ = self.HEADER.unpack_from(data)
        if magic != b"DKTOKENS" or version != 1:
            fail(f"{path} is not a file of frozen tokens of version 1.")
        if hashlib.sha256(memoryview(data)[:-32]).digest() != bytes(data[-32:]):
            fail(f"{path} was changed or is not whole; export the recipe again.")
        at = self.HEADER.size
        self.offsets = torch.frombuffer(data, dtype=torch.int64, count=rows + 1, offset=at).tolist()
        at += 8 * (rows + 1)
        empty = tokens == 0  # frombuffer takes no empty part
        self.ids = torch.empty(0, dtype=torch.int32) if empty else torch.frombuffer(data, dtype=torch.int32, count=tokens, offset=at)
        at += 4 * tokens
        self.masks = torch.empty(0, dtype=torch.uint8) if empty else torch.frombuffer(data, dtype=torch.uint8, count=tokens, offset=at)

    def __len__(self):
        return len(self.offsets) - 1

    def row(self, index):
        """ids [length] and is_trained [length] of one row."""
        part = slice(self.offsets[index], self.offsets[index + 1])
        return self.ids[part].long(), self.masks[part].bool()


def held_out(name):
    """The lines of validation.jsonl or test.jsonl, and their tokens."""
    with open(RUN / f"{name}.jsonl", encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    tokens = Rows(RUN / "tokens" / f"{name}.bin")
    if len(lines) != len(tokens):
        fail(f"run/{name}.jsonl and its tokens are not of one freezing; export the recipe again.")
    return lines, tokens


def check_model(path, model):
    """The hash that Dankai knows the base model by: over the size and the bytes of every file that makes it."""
    total = hashlib.sha256()
    for name in model["hashed_files"]:
        file = pathlib.Path(path, name)
        if not file.is_file():
            fail(f"{file} is not there. Name the folder of the run's base model with --model.")
        total.update(f"{file.stat().st_size}\n".encode())
        with open(file, "rb") as stream:
            while piece := stream.read(8 << 20):
                total.update(piece)
    if total.hexdigest() != model["hash"]:
        fail(f"The model in {path} is not the one that the run was frozen for. Name that one with --model.")


# ---- The processes -----------------------------------------------------------------------------------------------


class Team:
    """This process among all that train together."""

    def __init__(self, device):
        self.rank = int(os.environ.get("RANK", 0))
        self.size = int(os.environ.get("WORLD_SIZE", 1))
        wants_gpu = torch.cuda.is_available() if device == "auto" else device == "cuda"
        if wants_gpu:
            self.device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0)))
            torch.cuda.set_device(self.device)
        else:
            self.device = torch.device("cpu")
        if self.size > 1:
            dist.init_process_group("nccl" if wants_gpu else "gloo")

    @property
    def is_first(self):
        return self.rank == 0

    def sum(self, tensor):
        if self.size > 1:
            dist.all_reduce(tensor)
        return tensor

    def wait(self):
        if self.size > 1:
            dist.barrier()

    def share(self, lengths):
        """Which of the rows of these lengths are this process's: each goes, the longest first, to whoever has least."""
        loads = [0] * self.size
        mine = []
        for index in sorted(range(len(lengths)), key=lambda index: -lengths[index]):
            least = loads.index(min(loads))
            loads[least] += lengths[index]
            if least == self.rank:
                mine.append(index)
        return mine


# ---- The record --------------------------------------------------------------------------------------------------


class Record:
    """run/events.jsonl, one JSON object a line, in the words of Dankai's core/protocol/event.h."""

    def __init__(self, team, name):
        self.file = None
        self.seq = 0
        if team.is_first:
            self.file = open(RUN / "events.jsonl", "w", encoding="utf-8")
        self.say("hello", attempt=0, version=1, kind="run", name=name,
                 engine_version=f"recipe, torch {torch.__version__}, transformers {transformers.__version__}")
        self.say("attempt", resumed_after=1, step=0, pid=os.getpid(), host=socket.gethostname())

    def say(self, event, attempt=1, **fields):
        if self.file is None:
            return
        self.seq += 1
        line = {"event": event, "seq": self.seq, "time": time.time(), "attempt": attempt, **fields}
        self.file.write(json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n")
        self.file.flush()


# ---- The model ---------------------------------------------------------------------------------------------------


def load_model(recipe, path, team):
    """Masters in float32, whatever the model is stored in; an adapter begins with the values that Dankai's would."""
    model = transformers.AutoModelForCausalLM.from_pretrained(path, dtype=torch.float32)
    if recipe["fine_tuning"] == "lora":
        import peft

        model = peft.PeftModel.from_pretrained(model, HERE / "adapter", is_trainable=True)
    return model.to(team.device)


def inner(model):
    """The transformers model inside of an adapter's."""
    return model.get_base_model() if hasattr(model, "get_base_model") else model


def row_losses(model, rows, precision, device):
    """Summed loss [rows] of the trained tokens of each of `rows`, pairs of ids and masks, which never see each other.

    Rows are padded on the right, where causal attention does not look. The output layer, which is as wide as the
    vocabulary, is asked for the trained tokens alone.
    """
    width = max(len(ids) for ids, _ in rows)
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    attended = torch.zeros(len(rows), width, dtype=torch.long)
    trained = torch.zeros(len(rows), width, dtype=torch.bool)
    for index, (row, mask) in enumerate(rows):
        ids[index, : len(row)] = row
        attended[index, : len(row)] = 1
        trained[index, : len(row)] = mask
    trained[:, 0] = False  # nothing stands before it
    ids, attended, trained = ids.to(device), attended.to(device), trained.to(device)
    rounded = torch.autocast(device.type, torch.bfloat16) if precision == "bfloat16" else contextlib.nullcontext()
    with rounded:
        hidden = inner(model).model(input_ids=ids, attention_mask=attended, use_cache=False).last_hidden_state
        logits = inner(model).lm_head(hidden[:, :-1][trained[:, 1:]])
    losses = torch.nn.functional.cross_entropy(logits.float(), ids[trained], reduction="none")
    owner = torch.arange(len(rows), device=device).unsqueeze(1).expand(-1, width)[trained]
    return torch.zeros(len(rows), device=device).index_add(0, owner, losses)


def micro_batches(rows, budget):
    """Rows of like length together, at most `budget` tokens at once with their padding, and at least one."""
    batch = []
    for row in sorted(rows, key=lambda row: -len(row[0])):
        if batch and len(batch[0][0]) * (len(batch) + 1) > budget:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


class Trainer:
    """The model's weights, their gradients in one block (so that they are summed at once), and AdamW."""

    def __init__(self, model, settings, team):
        self.model = model
        self.settings = settings
        self.team = team
        self.parameters = [parameter for parameter in model.parameters() if parameter.requires_grad]
        self.gradients = torch.zeros(sum(parameter.numel() for parameter in self.parameters), device=team.device)
        offset = 0
        for parameter in self.parameters:
            parameter.grad = self.gradients[offset : offset + parameter.numel()].view_as(parameter)
            offset += parameter.numel()
        # Norms and biases decay only where the run says so.
        matrices = [parameter for parameter in self.parameters if parameter.dim() > 1]
        vectors = [parameter for parameter in self.parameters if parameter.dim() <= 1]
        decay = settings["weight_decay"]
        groups = [{"params": matrices, "weight_decay": decay},
                  {"params": vectors, "weight_decay": decay if settings["decay_norms"] else 0.0}]
        self.optimizer = torch.optim.AdamW([group for group in groups if group["params"]], lr=0.0,
                                           betas=(settings["beta1"], settings["beta2"]), eps=settings["epsilon"])

    def step(self, step, rows, budget, precision):
        """One optimizer step. Gives the loss before it and the norm of its gradient."""
        if step["resets_moments"]:
            self.optimizer.state.clear()
        self.gradients.zero_()
        nll = torch.zeros((), dtype=torch.float64, device=self.team.device)
        mine = [rows[index] for index in self.team.share([len(ids) for ids, _ in rows])]
        for batch in micro_batches(mine, budget):
            loss = row_losses(self.model, batch, precision, self.team.device).sum()
            (loss / step["trained_tokens"]).backward()
            nll += loss.detach().double()
        self.team.sum(nll)
        self.team.sum(self.gradients)
        norm = self.gradients.norm().item()
        limit = self.settings["max_grad_norm"]
        if limit > 0 and norm > limit:
            self.gradients.mul_(limit / (norm + 1e-6))
        for group in self.optimizer.param_groups:
            group["lr"] = step["learning_rate"]
        self.optimizer.step()
        return nll.item() / step["trained_tokens"], norm


# ---- Between the phases ------------------------------------------------------------------------------------------


@torch.no_grad()
def measure(model, recipe, phase, step, budget, precision, team, record):
    """Losses of the held-out rows, one by one into run/results/ and summed up into the record."""
    checkpoint = "base" if phase == 0 else f"phase_{phase}"
    sets = {name: held_out(name) for name in ("validation", "test")}
    record.say("stage", stage="losses", checkpoint=checkpoint, total=sum(len(tokens) for _, tokens in sets.values()))
    model.eval()
    folder = RUN / "results" / checkpoint
    if team.is_first:
        folder.mkdir(parents=True, exist_ok=True)
    for name, (lines, tokens) in sets.items():
        losses = torch.zeros(len(tokens), dtype=torch.float64, device=team.device)
        counts = [int(tokens.row(index)[1][1:].sum()) for index in range(len(tokens))]
        mine = [index for index in team.share([len(tokens.row(index)[0]) for index in range(len(tokens))]) if counts[index] > 0]
        rows = [(*tokens.row(index), index) for index in mine]
        for batch in micro_batches(rows, budget):
            nll = row_losses(model, [row[:2] for row in batch], precision, team.device)
            losses[torch.tensor([row[2] for row in batch], device=team.device)] = nll.double()
        losses = team.sum(losses).tolist()
        if not all(math.isfinite(loss) for loss in losses):
            give_up(record, f"a loss of {checkpoint} on {name}.jsonl is not a number; the model's weights are broken")
        if not team.is_first:
            continue
        with open(folder / f"loss_{name}.jsonl", "w", encoding="utf-8") as file:
            for line, count, loss in zip(lines, counts, losses):
                file.write(json.dumps({"id": line["id"], "nll": loss, "phase": line["phase"], "tokens": count}, ensure_ascii=False) + "\n")
        for number in range(1, len(recipe["held_out_phases"]) + 1):
            of_phase = [(count, loss) for line, count, loss in zip(lines, counts, losses) if line["phase"] == number and count > 0]
            if not of_phase:
                continue
            count, nll = sum(count for count, _ in of_phase), sum(loss for _, loss in of_phase)
            record.say("evaluated", step=step, phase=phase, checkpoint=checkpoint, set=name, held_out_phase=number,
                       loss=nll / count, nll=nll, tokens=count, n=len(of_phase))


def save(model, phase, step, precision, recipe, team, record):
    """A folder that transformers loads as it is, or an adapter's that PEFT loads."""
    name = f"phase_{phase}"
    record.say("stage", stage="checkpoint", checkpoint=name, total=0)
    if team.is_first:
        folder = RUN / "checkpoints" / name
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(HERE / "tokenizer", folder)
        if recipe["fine_tuning"] == "full":
            state = model.state_dict()
            if precision == "bfloat16":
                rounded = {}  # by where the values stand, so that tied weights stay tied
                for key, value in state.items():
                    state[key] = rounded.setdefault(value.data_ptr(), value.to(torch.bfloat16))
            model.save_pretrained(folder, state_dict=state)
            config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            config["dtype"] = "bfloat16" if precision == "bfloat16" else "float32"
            (folder / "config.json").write_text(json.dumps(config, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        else:
            model.save_pretrained(folder)
        size = sum(file.stat().st_size for file in folder.glob("*.safetensors"))
        record.say("checkpoint_saved", phase=phase, checkpoint=name, path=f"checkpoints/{name}", step=step, bytes=size)
    team.wait()


def give_up(record, sentence):
    record.say("failed", message=sentence, code="failed")
    fail(sentence)


# ---- The run -----------------------------------------------------------------------------------------------------


def train_phase(trainer, recipe, number, tables, done, totals, options, record):
    """One phase; gives how many steps of the run are done after it."""
    phase = recipe["phases"][number - 1]
    total_steps = sum(len(phase["steps"]) for phase in recipe["phases"])
    record.say("stage", stage="training", checkpoint=f"phase_{number}", total=0)
    record.say("phase_started", phase=number, phases=len(recipe["phases"]), name=phase["name"], examples=phase["examples"],
               replayed_examples=phase["replayed_examples"], first_step=done + 1, steps=len(phase["steps"]),
               tokens=phase["tokens"], epochs=phase["epochs"], learning_rate=phase["learning_rate"])
    trainer.model.train()
    began = time.time()
    for step in phase["steps"]:
        start = time.time()
        rows = [tables[of - 1].row(row) for of, row in step["rows"]]
        loss, norm = trainer.step(step, rows, options.micro_batch_tokens, options.precision)
        done += 1
        if not (math.isfinite(loss) and math.isfinite(norm)):
            give_up(record, f"the loss of step {done} is not a number; try a lower learning rate or a longer warm-up")
        totals["tokens"] += step["tokens"]
        seconds = time.time() - start
        record.say("step", step=done, total_steps=total_steps, phase=number, epoch=step["epoch"], loss=loss,
                   learning_rate=step["learning_rate"], grad_norm=norm, tokens=step["tokens"],
                   trained_tokens=step["trained_tokens"], total_tokens=totals["tokens"], examples=len(rows),
                   seconds=seconds, tokens_per_second=step["tokens"] / max(seconds, 1e-9))
        if trainer.team.is_first:
            print(f"phase {number}, step {done} of {total_steps}: loss {loss:.4f}, {step['tokens'] / max(seconds, 1e-9):.0f} tokens/s", flush=True)
    record.say("phase_finished", phase=number, step=done, kept_step=done, reason="completed", tokens=phase["tokens"],
               trained_tokens=sum(step["trained_tokens"] for step in phase["steps"]), seconds=time.time() - began)
    return done


def read_options(recipe):
    parser = argparse.ArgumentParser(description="Trains the run of this folder; see README.md.")
    parser.add_argument("--model", help="the folder of the base model, where it is not where recipe.json says")
    parser.add_argument("--device", choices=["auto", "cpu", "cuda"], default="auto")
    parser.add_argument("--precision", choices=["auto", "float32", "bfloat16"], default=recipe["precision"],
                        help="bfloat16 keeps float32 masters; auto: bfloat16 on GPUs that have it")
    parser.add_argument("--micro-batch-tokens", type=int, default=0, help="tokens forward at once in each process, padding included")
    parser.add_argument("--gradient-checkpointing", action="store_true", help="compute activations anew instead of keeping them: slower, much less memory")
    return parser.parse_args()


def main():
    with open(HERE / "recipe.json", encoding="utf-8") as file:
        recipe = json.load(file)
    if recipe["version"] != 1:
        fail(f"recipe.json is of version {recipe['version']}, this program reads version 1.")
    options = read_options(recipe)
    team = Team(options.device)
    torch.manual_seed(recipe["seed"] % (1 << 63) + team.rank)  # dropout only: everything else is decided
    is_gpu = team.device.type == "cuda"
    if options.precision == "auto":
        options.precision = "bfloat16" if is_gpu and torch.cuda.is_bf16_supported() else "float32"
    if options.micro_batch_tokens <= 0:
        options.micro_batch_tokens = 16384 if is_gpu else 2048
    path = pathlib.Path(options.model) if options.model else HERE / recipe["model"]["path"]
    if team.is_first:
        check_model(path, recipe["model"])
        if (RUN / "events.jsonl").exists():
            fail("run/events.jsonl is there already: this recipe was tried before. Move run/events.jsonl, run/checkpoints and run/results away to train it again.")
    team.wait()
    began = time.time()
    record = Record(team, recipe["name"])
    record.say("stage", stage="loading", checkpoint="", total=0)
    model = load_model(recipe, path, team)
    if options.gradient_checkpointing:
        inner(model).gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
    name = torch.cuda.get_device_name(team.device) if is_gpu else "CPU"
    record.say("device", device=team.device.type, name=f"{team.size} x {name}", precision=options.precision,
               threads=torch.get_num_threads(), micro_batch_tokens=options.micro_batch_tokens, instruction_set="")
    record.say("warning", message=f"The run was trained by a recipe (torch {torch.__version__}, transformers {transformers.__version__}) "
               f"on {team.size} x {name}, not by Dankai's engine: its prompts were not answered and its gates not judged.")
    trainer = Trainer(model, recipe["optimizer"], team)
    tables = [Rows(RUN / phase["tokens_file"]) for phase in recipe["phases"]]
    totals = {"tokens": 0}
    done = 0
    measure(model, recipe, 0, done, options.micro_batch_tokens, options.precision, team, record)
    for number in range(1, len(recipe["phases"]) + 1):
        done = train_phase(trainer, recipe, number, tables, done, totals, options, record)
        save(model, number, done, options.precision, recipe, team, record)
        measure(model, recipe, number, done, options.micro_batch_tokens, options.precision, team, record)
    if is_gpu:
        record.say("memory", what="training", estimated_bytes=0, measured_bytes=torch.cuda.max_memory_allocated())
    record.say("finished", seconds=time.time() - began)
    team.wait()
    if team.size > 1:
        dist.destroy_process_group()
    if team.is_first:
        print(f"Done. Read the results back with: dankai adopt PROJECT {HERE}", flush=True)


if __name__ == "__main__":
    main()
