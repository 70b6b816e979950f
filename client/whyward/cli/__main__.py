"""`python -m whyward.cli` is `whyward`.

It does nothing else.
"""

import sys

from whyward.cli.main import main

sys.exit(main())
