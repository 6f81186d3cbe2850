/** `too-large`: more than the scanner looks at; `away`: it could not be asked, or would not say. */
export type ScanVerdict = 'clean' | 'infected' | 'too-large' | 'away';

/** Looks at files for what harms machines. */
export interface VirusScanner {
  /** Never throws. The content is read to its end only if the scanner wants it so. */
  scan(content: AsyncIterable<Uint8Array>): Promise<ScanVerdict>;
}
