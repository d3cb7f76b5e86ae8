const pauseMs = 1_500;
/** Hz: a fifth upwards, soft enough for an office. */
const notes = [587.33, 880];
const lengthS = 0.35;
const loudness = 0.12;

/** Two short notes, made here so that no file has to be loaded. */
export class Chime {
  #context: AudioContext | null = null;
  #playedAt = Number.NEGATIVE_INFINITY;

  /** News often come in pairs: those within a moment make one sound. */
  play(): void {
    if (performance.now() - this.#playedAt < pauseMs) return;
    this.#playedAt = performance.now();
    this.#context ??= new AudioContext();
    const context = this.#context;
    void context.resume();
    notes.forEach((frequency, at) => {
      const begin = context.currentTime + at * 0.14;
      const gain = context.createGain();
      gain.gain.setValueAtTime(loudness, begin);
      gain.gain.exponentialRampToValueAtTime(0.001, begin + lengthS);
      const tone = new OscillatorNode(context, { frequency, type: 'sine' });
      tone.connect(gain).connect(context.destination);
      tone.start(begin);
      tone.stop(begin + lengthS);
    });
  }
}
