"""The scripts in `training/` are no package: they are found as when they are run.

What needs torch is collected only where it is installed (the training environment, see `training/README.md`).
"""

import sys
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

collect_ignore = [
    *([] if find_spec("torch") else ["test_network.py", "test_measure.py"]),
    *([] if find_spec("tokenizers") else ["test_labels.py"]),
]
