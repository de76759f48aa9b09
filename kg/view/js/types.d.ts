// What the page's modules hand to each other, for `npm run check`. Nothing of it is in the page.

// vis-network stands before the page's own script and has no types here.
declare const vis: any;

// The page's data (kg/view/page.py, kg/view/columns.py): columns with a row a thing, document or statement.
// A number is a row of another table, -1 where there is none.
interface PageData {
  title: string;
  key: string;
  block: number;
  version: string;
  base: string;
  opening: "all" | "top" | "communities";
  atOnce: number;
  voicesDrawn: boolean;
  options: object;
  types: EntityType[];
  measured: { judged: number; right: number; line: number; above: number; read: number; read_right: number };
  polarities: string[];
  modalities: string[];
  kinds: string[];
  entities: Columns<"id" | "label" | "type" | "names" | "wikidata" | "importance" | "radius" | "x" | "y">;
  nameless: Columns<"label" | "type" | "document">;
  documents: Columns<"id" | "title" | "label" | "date" | "publisher" | "author" | "url">;
  mentioned: number[][];
  statements: Columns<
    | "id" | "document" | "sentence" | "kind" | "subject" | "object" | "beside" | "words" | "relation" | "canonical" | "credit"
    | "polarity" | "modality" | "time" | "confidence" | "text" | "told" | "fragment" | "marks"
  >;
  times: EventTime[];
  voices: [number, number][];
  voiceGroups: number[];
  groups: string[];
  credits: number[][];
  // A voice of a claim: its stance, its name, whether it is the articles' own, the statements in which it speaks.
  claims: { id: string[]; best: number[]; sources: number[]; background: number[]; voices: [number, number, number, number[]][][] };
  stances: string[];
  // Things with their places, and the statement of each pair that is joined; null where the page opens on everything.
  backbone: { things: [number, number, number][]; arrows: number[] } | null;
  alone: [number, number][];
  conflicts: number[][][];
  communities: number[][];
  overview: [number, number, number][];
  overviewTies: [number, number, number][];
  roles: Record<string, string>;
  segments: Record<string, string>;
  strings: string[];
}

type Columns<Name extends string> = Record<Name, any[]>;

interface EntityType {
  name: string;
  outline: [number, number][];
  light: string;
  dark: string;
}

// When a statement holds, as exactly as the text says; a day is null where that end is open.
interface EventTime {
  value: string | null;
  words: string;
  earliest: number | null;
  latest: number | null;
  mod: string | null;
  iri: string;
}

type Span = [number, number];

// An article (kg/view/article.py), its text cut into segments: every place is the number of one.
interface Article {
  first: number;
  segments: string[];
  sentences: Span[];
  paragraphs: [number, number, string][];
  mentions: [number, number, number, number][];
  attributions: [number[], number[], number[], number][];
  statements: any[][];
  offsets?: number[];
}

// What the reader has chosen (state.js).
interface State {
  surface: "graph" | "claims" | "days" | "table";
  scene: SceneChoice;
  shown: number;
  chosen: Chosen;
  groups: boolean;
  found: string;
  labels: "all" | "main" | "none";
  board: { words: string; disputed: boolean; once: boolean };
  rows: { words: string; sort: string; down: boolean };
  filters: Filters;
  notes: number;
  tale: number;
}

// What the reader leaves on the page (notebook.js, kg/resolve/notebook.py); statements and entities by their ids.
interface Notebook {
  marks: { statement: string; mark: string; note: string }[];
  merges: { kept: string; gone: string }[];
  renames: { entity: string; label: string }[];
  views: { title: string; text: string; view: string }[];
}

type SceneChoice =
  | { kind: "opening" }
  | { kind: "whole" }
  | { kind: "community"; community: number }
  | { kind: "focus"; thing: number; steps: number }
  | { kind: "path"; from: number; to: number };

type Chosen =
  | { kind: "none" }
  | { kind: "thing"; thing: number }
  | { kind: "arrow"; tail: number; head: number; sort: Sort }
  | { kind: "statement"; statement: number }
  | { kind: "claim"; claim: number }
  | { kind: "found"; words: string }
  | { kind: "document"; document: number; sentence?: number };

interface Filters {
  types: Set<string>;
  statuses: Set<string>;
  polarities: Set<string>;
  relations: Set<number>;
  documents: Set<number>;
  voice: Set<number>;
  from: number | null;
  to: number | null;
  undated: boolean;
  confidence: number;
  conflicts: boolean;
  reports: boolean;
  fragments: boolean;
  nameless: boolean;
  voices: boolean;
}

type Test = (statement: number) => boolean;

interface Filter<Value> {
  off: () => Value;
  write: (value: Value) => string | null;
  read: (text: string) => Value;
  narrows: (value: Value) => boolean;
  test: (value: Value) => Test | null;
  address?: string;
}

type FilterTable = { [Name in keyof Filters]: Filter<Filters[Name]> };

// "pair": all between two things, whichever way.
type Sort = "yes" | "no" | "says" | "pair";

interface Arrow {
  tail: number;
  head: number;
  sort: Sort;
}

// All statements with the same two ends, as one arrow (bundles.js).
interface Bundle extends Arrow {
  key: string;
  statements: number[];
  negated: boolean;
  says: boolean;
  line: "solid" | "dashed" | "dotted";
  conflict: boolean;
  label: string;
  bend: number;
}

// What is drawn (scene.js): things, or in the overview of a large graph communities with ties.
interface Scene {
  nodes: Map<number | string, Place>;
  bundles: Map<string, Bundle>;
  note: string;
  more: number;
  ties?: { one: number; other: number; weight: number }[];
  path?: number[] | null;
  backbone?: boolean;
}

interface Place {
  thing?: any;
  community?: any;
  x: number;
  y: number;
  radius: number;
}

type Hovered = { node?: number | string; edge?: string };

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

type Label = { box: Box; text: string } & ({ kind: "thing"; mark: any; span?: undefined } | { kind: "arrow"; span: any; mark?: undefined });

// An element of the template; its caller knows which of the fields of inputs and menus it has.
type PageElement = HTMLElement & Pick<HTMLInputElement, "value" | "select"> & Pick<HTMLDetailsElement, "open">;

type Child = Node | string | number | false | null | undefined | Child[];
