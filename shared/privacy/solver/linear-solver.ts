/** Variables with bounds, and rows: sums of weighted variables between bounds. */
export type LinearProgram = {
  variables: readonly { lower: number; upper: number; integer?: boolean }[];
  rows: readonly {
    terms: readonly (readonly [variable: number, weight: number])[];
    lower: number;
    upper: number;
  }[];
};

/** A program that is solved again and again: each solution starts from the last. */
export type OpenProgram = {
  setBounds(variable: number, lower: number, upper: number): void;
  /**
   * The least or greatest value that a variable can take, and values of all variables at which it does.
   *
   * @returns undefined when no values satisfy the program
   */
  extreme(
    variable: number,
    end: 'least' | 'greatest',
  ): { value: number; point: readonly number[] } | undefined;
  close(): void;
};

/** All that suppression and the audit ask of a solver. Every variable is bounded, so none is ever unbounded. */
export type LinearSolver = { open(program: LinearProgram): OpenProgram };
