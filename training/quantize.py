"""float32 graph → int8 graph whose rows do not see each other.

ONNX Runtime's dynamic quantisation takes one scale for all activations of a pass, so a sentence's
scores depend on the sentences beside it. Here every row (one piece, or one word) is divided by its
own largest value first; the scale is then a constant. Weights are int8 with one scale a column.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import GraphProto, NodeProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

STEPS, MIDDLE = 127, 128  # a row's largest value is 127 steps from the middle
SMALLEST = 1e-6  # keeps rows of zeros from dividing by zero


def quantize(plain: Path, out: Path, work: Path, *, reduce_range: bool) -> None:
    """Write the int8 graph of a float32 one. `reduce_range` keeps weights within 7 bits, so that
    processors without VNNI do not saturate."""
    ready, dynamic = work / "ready.onnx", work / "dynamic.onnx"
    quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        str(ready), str(dynamic), op_types_to_quantize=["MatMul", "Gather"],
        per_channel=True, reduce_range=reduce_range, weight_type=QuantType.QInt8,
    )  # fmt: skip
    model = onnx.load(dynamic)
    scale_rows(model.graph)
    onnx.save(model, out)


def scale_rows(graph: GraphProto) -> None:
    """Replace every dynamic quantisation by one with a scale for each row."""
    makers = {output: node for node in graph.node for output in node.output}
    users: dict[str, list[NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    graph.initializer.extend(
        [
            numpy_helper.from_array(np.float32(1 / STEPS), "row_step"),
            numpy_helper.from_array(np.uint8(MIDDLE), "row_middle"),
            numpy_helper.from_array(np.float32(SMALLEST), "row_smallest"),
            numpy_helper.from_array(np.array([-1], dtype=np.int64), "row_axis"),
        ]
    )
    replaced: dict[int, list[NodeProto]] = {}
    for node in graph.node:
        if node.op_type == "DynamicQuantizeLinear":
            replaced[id(node)] = row_quantisation(node)
        elif node.op_type == "MatMulInteger":
            cast = users[node.output[0]][0]
            product = users[cast.output[0]][0]
            scales = makers[next(name for name in product.input if name != cast.output[0])]
            quantised = makers[node.input[0]]
            assert (cast.op_type, product.op_type, scales.op_type) == ("Cast", "Mul", "Mul")
            weight_scale = next(name for name in scales.input if name != quantised.output[1])
            replaced[id(node)] = row_product(node, quantised, weight_scale, product.output[0])
            replaced[id(cast)] = replaced[id(product)] = replaced[id(scales)] = []
    nodes = [new for node in graph.node for new in replaced.get(id(node), [node])]
    del graph.node[:]
    graph.node.extend(nodes)


def row_quantisation(node: NodeProto) -> list[NodeProto]:
    """Each row divided by its largest absolute value, then in steps of 1/127."""
    source, target = node.input[0], node.output[0]
    largest, safe, even = (f"{target}_{name}" for name in ("largest", "row", "even"))
    return [
        helper.make_node("Abs", [source], [f"{target}_abs"]),
        helper.make_node("ReduceMax", [f"{target}_abs", "row_axis"], [largest], keepdims=1),
        helper.make_node("Max", [largest, "row_smallest"], [safe]),
        helper.make_node("Div", [source, safe], [even]),
        helper.make_node("QuantizeLinear", [even, "row_step", "row_middle"], [target]),
    ]


def row_product(node: NodeProto, quantised: NodeProto, scale: str, target: str) -> list[NodeProto]:
    """The integer product as float32, each row times what it was divided by."""
    raw = f"{target}_even"
    inputs = [node.input[0], node.input[1], "row_step", scale, "row_middle", *list(node.input)[3:4]]
    return [
        helper.make_node("MatMulIntegerToFloat", inputs, [raw], domain="com.microsoft"),
        helper.make_node("Mul", [raw, f"{quantised.output[0]}_row"], [target]),
    ]
