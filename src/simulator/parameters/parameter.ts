/** A number that the simulation may be told. */
export interface NumberParameter {
  readonly type: "number" | "integer" | "power-of-two";
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** `cycles`, `bytes`, `MHz`, ...; empty for a plain number. */
  readonly unit: string;
  /** One sentence. */
  readonly meaning: string;
  /** Where the default comes from, opened by its mark: M measured, C code, D derived, F fitted, P prior. */
  readonly source: string;
}

/** A word that the simulation may be told. */
export interface ChoiceParameter<Choice extends string = string> {
  readonly type: "choice";
  readonly choices: readonly Choice[];
  readonly default: Choice;
  readonly meaning: string;
  readonly source: string;
}

export type Parameter = NumberParameter | ChoiceParameter;

/** Declarations by name; a name's part before the first dot is its group. */
export type Declarations = Readonly<Record<string, Parameter>>;

/** The values that a set of declarations asks for. */
export type ValuesOf<D extends Declarations> = {
  readonly [Name in keyof D]: D[Name] extends ChoiceParameter<infer Choice> ? Choice : number;
};

/** What is wrong with one given value. */
export interface ParameterFault {
  readonly name: string;
  /** The value, why it cannot be and what can. */
  readonly message: string;
}
