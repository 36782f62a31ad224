import { mix } from "./dice.ts";

/** The rolling hash of a run: 64 bits in two lanes, one step for everything that happens. Free, hence never optional. */
export class Digest {
  high = 0x6a09e667;
  low = 0x510e527f | 0;

  add(first: number, second: number): void {
    const low = Math.imul(this.low ^ first, 0x9e3779b1) ^ second;
    this.high = mix(this.high, low);
    this.low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ (this.high >>> 7);
  }
}
