import type { uk } from './uk.ts';

type PluralForm = '_one' | '_few' | '_many' | '_other';
type WithoutForm<Key extends string> = Key extends `${infer Base}${PluralForm}` ? Base : Key;

/** A locale: the keys of the Ukrainian one, where a plural has the forms its language has. */
type TextTree<Tree> = {
  readonly [Key in keyof Tree as Key extends `${string}${'_few' | '_many'}` ? never : Key]: Tree[Key] extends string
    ? string
    : TextTree<Tree[Key]>;
};

export type Texts = TextTree<typeof uk>;

type Leaves<Tree, Prefix extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? `${Prefix}${WithoutForm<Key>}`
    : Leaves<Tree[Key], `${Prefix}${Key}.`>;
}[keyof Tree & string];

/** The name of a text, with dots: `door.welcome`. A plural goes without its form. */
export type TextKey = Leaves<typeof uk>;
