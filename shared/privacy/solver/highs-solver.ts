import highsModule, { type Highs, type Model } from 'highs';
import type { LinearProgram, LinearSolver, OpenProgram } from './linear-solver.ts';

/** The package is an ES module that declares its types as CommonJS: what is imported is its default export. */
const loadHighs = highsModule as unknown as () => Promise<Highs>;

/**
 * HiGHS (https://highs.dev), compiled to WebAssembly. Loading reads `highs.wasm`, which lies beside the module
 * that this is part of: in the package, or beside a function's bundle.
 */
export async function loadSolver(): Promise<LinearSolver> {
  const highs = await loadHighs();
  const { optimal, infeasible } = highs.constants.modelStatus;

  function open({ variables, rows }: LinearProgram): OpenProgram {
    const model: Model = highs.createModel();
    // Without presolve the basis of one solution is where the next one starts.
    model.options.set({ output_flag: false, presolve: 'off' });
    for (const [variable, { lower, upper, integer }] of variables.entries()) {
      model.addVar(lower, upper);
      if (integer) model.changeColIntegrality(variable, highs.constants.variableType.integer);
    }
    for (const { terms, lower, upper } of rows) {
      model.addRow(lower, upper, {
        indices: terms.map(([variable]) => variable),
        values: terms.map(([, weight]) => weight),
      });
    }
    return {
      setBounds: (variable, lower, upper) => {
        model.changeColBounds(variable, lower, upper);
      },
      extreme(variable, end) {
        const cost = end === 'least' ? 1 : -1;
        model.changeColCost(variable, cost);
        try {
          return extremeOf(model, variable);
        } finally {
          model.changeColCost(variable, 0);
        }
      },
      close: () => model.dispose(),
    };
  }
  /** Read before the cost changes again, which makes the solver forget its solution. */
  function extremeOf(model: Model, variable: number) {
    model.run();
    const status = model.getModelStatus();
    if (status === infeasible) return undefined;
    if (status !== optimal) throw new Error(`the solver stopped with status ${status}`);
    const point = Array.from(model.getSolution().colValue);
    return { value: point[variable]!, point };
  }

  return { open };
}
