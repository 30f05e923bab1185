"""What the contestants are called; here, since their libraries may not be installed."""

ENGINE = "engine"
WHOLE = "engine, whole answer"
SCALED = "engine, scaled rows"
BY_HAND = "numpy by hand"
GEMM = "GEMM"
FRESH = "fresh memory"

TORCH_SUMMED = "PyTorch module, sum only"
TORCH_CLONES = "PyTorch clones"
TORCH_BEST = "PyTorch pre-activations"
TORCH_PASSES = "PyTorch T passes"
TORCH_BATCHED = "PyTorch batched"

JAX_SUMMED = "JAX jit"
JAX_JACOBIAN = "JAX jit, Jacobian"
JAX_ROWS = "JAX jit, rows"
JAX_BLOCKS = "JAX jit, rows in 4 blocks"
JAX_ITEMISED = (JAX_JACOBIAN, JAX_ROWS, JAX_BLOCKS)
