// A logarithmic axis that also works within less than a decade: values are placed by their
// logarithm on a plain axis, and the ticks are round numbers at the logarithm's places.

function logTicks(low, high) {
  if (high / low >= 12) {
    const all = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
      [1, 2, 5].forEach((digit) => all.push(digit * 10 ** power));
    }
    const within = all.filter((value) => value >= low * 0.999 && value <= high * 1.001);
    return within.length <= 9 ? within : within.filter((value) => Math.log10(value) % 1 === 0);
  }
  const step = roundStep((high - low) / 5);
  const ticks = [];
  for (let at = Math.ceil(low / step); at * step <= high; at++) {
    ticks.push(Number((at * step).toPrecision(12)));
  }
  return ticks;
}

/** 1, 2 or 5 times a power of ten, not below this. */
function roundStep(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((digit) => digit * power).find((step) => step >= rough * 0.999);
}

/** The axis of an uPlot whose x values are logarithms. */
function logAxis(label) {
  return {
    label,
    splits: (u) => logTicks(10 ** u.scales.x.min, 10 ** u.scales.x.max).map(Math.log10),
    values: (u, ticks) =>
      spaced(
        u,
        ticks.map((value) => brief(10 ** value)),
        ticks,
      ),
  };
}

/** Labels that would run into the one before are left out; their ticks stay. */
function spaced(u, labels, ticks) {
  let free = -Infinity;
  return labels.map((label, at) => {
    const middle = u.valToPos(ticks[at], "x");
    const half = label.length * 3.3 + 4;
    if (middle - half < free) {
      return "";
    }
    free = middle + half;
    return label;
  });
}
