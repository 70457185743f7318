/**
 * The shape of a catalogue in another language: the same keys. Languages without a singular form leave out the `_one` keys.
 */
export type Translation<T> = {
  [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string ? string : Translation<T[K]>;
};
