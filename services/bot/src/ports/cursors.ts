/** How far a feed has been read, by its name; moved by the change `move-cursor`. */
export interface Cursors {
  find(name: string): Promise<string | null>;
}
