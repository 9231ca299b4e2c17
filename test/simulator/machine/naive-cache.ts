import type { CacheGeometry } from "../../../src/simulator/machine/cache-geometry.ts";

interface Line {
  block: number;
  dirty: boolean;
}

/** The referee: a cache level written for truth instead of speed, one list of line objects a set, newest first. */
export class NaiveCache {
  readonly counts = {
    readFetches: 0,
    writeFetches: 0,
    readMisses: 0,
    writeMisses: 0,
    bytesFrom: 0,
    bytesTo: 0,
  };
  private readonly sets: Line[][];
  private readonly geometry: CacheGeometry;
  private readonly lower: NaiveCache | null;

  constructor(geometry: CacheGeometry, lower: NaiveCache | null) {
    this.geometry = geometry;
    this.lower = lower;
    this.sets = Array.from({ length: geometry.size / geometry.block / geometry.ways }, () => []);
  }

  access(address: number, size: number, isWrite: boolean): void {
    const { block } = this.geometry;
    for (let from = address; from < address + size; ) {
      const end = Math.min(address + size, (Math.floor(from / block) + 1) * block);
      if (isWrite) this.writePiece(from, end - from);
      else this.readPiece(from);
      from = end;
    }
  }

  copyBack(address: number): void {
    const line = this.lookUp(address);
    if (line?.dirty) {
      line.dirty = false;
      this.send(line.block * this.geometry.block, this.geometry.block);
    }
    this.lower?.copyBack(address);
  }

  invalidate(address: number): void {
    const set = this.setOf(address);
    const at = set.findIndex((line) => line.block === this.blockOf(address));
    if (at >= 0) set.splice(at, 1);
    this.lower?.invalidate(address);
  }

  private blockOf(address: number): number {
    return Math.floor(address / this.geometry.block);
  }

  private setOf(address: number): Line[] {
    return this.sets[this.blockOf(address) % this.sets.length];
  }

  private lookUp(address: number): Line | undefined {
    return this.setOf(address).find((line) => line.block === this.blockOf(address));
  }

  private readPiece(address: number): void {
    this.counts.readFetches++;
    const line = this.lookUp(address);
    if (line) {
      this.moveToFront(line, address);
      return;
    }
    this.counts.readMisses++;
    this.load(address);
    this.insert(address, false);
  }

  private writePiece(address: number, size: number): void {
    const { block, write, writeMiss } = this.geometry;
    this.counts.writeFetches++;
    const line = this.lookUp(address);
    if (line) {
      this.moveToFront(line, address);
      if (write === "back") line.dirty = true;
      else this.send(address, size);
      return;
    }
    this.counts.writeMisses++;
    if (writeMiss === "around") {
      this.send(address, size);
      return;
    }
    if (size < block) this.load(address);
    if (write === "through") this.send(address, size);
    this.insert(address, write === "back");
  }

  private moveToFront(line: Line, address: number): void {
    const set = this.setOf(address);
    set.splice(set.indexOf(line), 1);
    set.unshift(line);
  }

  private load(address: number): void {
    const { block } = this.geometry;
    this.counts.bytesFrom += block;
    this.lower?.access(this.blockOf(address) * block, block, false);
  }

  private insert(address: number, dirty: boolean): void {
    const set = this.setOf(address);
    set.unshift({ block: this.blockOf(address), dirty });
    if (set.length <= this.geometry.ways) return;
    const victim = set.pop();
    if (victim?.dirty) this.send(victim.block * this.geometry.block, this.geometry.block);
  }

  private send(address: number, size: number): void {
    this.counts.bytesTo += size;
    this.lower?.access(address, size, true);
  }
}
