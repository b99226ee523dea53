"""Run by the peer's own Python: ``python latentscore_process.py JOB.json`` renders clips and times itself.

JOB.json: a list of ``{"config": {label: value}, "seconds": s, "out": path}``; prints one JSON object.
"""

import json
import sys
import time

import latentscore
import numpy as np


def main() -> None:
    """First sound is timed as a stream of one-second chunks, work as processor time of whole clips."""
    with open(sys.argv[1], encoding="utf-8") as file:
        jobs = json.load(file)
    configs = [latentscore.MusicConfig(**job["config"]) for job in jobs]
    began = time.perf_counter()
    next(iter(latentscore.stream_configs([configs[0]], duration=jobs[0]["seconds"])))
    cold_s = time.perf_counter() - began
    began = time.perf_counter()
    next(iter(latentscore.stream_configs([configs[-1]], duration=jobs[-1]["seconds"])))
    warm_s = time.perf_counter() - began
    worked = time.process_time()
    for job, config in zip(jobs, configs, strict=True):
        audio = latentscore.render(config, duration=job["seconds"])
        np.save(job["out"], np.asarray(audio.samples, np.float32))
    work_s = time.process_time() - worked
    print(json.dumps({"rate": audio.sample_rate, "cold_s": cold_s, "warm_s": warm_s, "work_s": work_s}))


if __name__ == "__main__":
    main()
