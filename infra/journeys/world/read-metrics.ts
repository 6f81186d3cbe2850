export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface MetricsRead {
  readonly text: string;
  readonly samples: readonly Sample[];
  /** Of every series that there is or could be, as Prometheus stores it. */
  readonly names: ReadonlySet<string>;
  /** Null where there is no such series. */
  valueOf(name: string, labels: Readonly<Record<string, string>>): number | null;
}

/** What a service tells a scraper at its OPS_PORT. */
export async function readMetrics(opsUrl: string): Promise<MetricsRead> {
  const response = await fetch(new URL('/metrics', opsUrl));
  if (!response.ok) throw new Error(`The figures could not be read: ${response.status}`);
  const text = await response.text();
  const samples = text.split('\n').flatMap(readSample);
  return {
    text,
    samples,
    names: new Set(text.split('\n').flatMap(namesOfType)),
    valueOf(name, labels) {
      const wanted = Object.entries(labels);
      const found = samples.find(
        (sample) => sample.name === name && wanted.every(([label, value]) => sample.labels[label] === value),
      );
      return found?.value ?? null;
    },
  };
}

function readSample(line: string): Sample[] {
  const [, name, labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  if (name === undefined || value === undefined) return [];
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = '', given = '']) => [label, given]);
  return [{ name, labels: Object.fromEntries(pairs), value: Number(value) }];
}

function namesOfType(line: string): string[] {
  const [, name, type] = /^# TYPE (\w+) (\w+)$/.exec(line) ?? [];
  if (name === undefined) return [];
  return type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
}
