"""What each feature weighs for each kind of source. Written by training/speakers.py; not to be edited."""


def _read(text: str) -> dict[str, float]:
    """Weights by feature, from "feature: weight; feature: weight"."""
    pairs = (pair.rpartition(": ") for pair in " ".join(text.split()).split("; "))
    return {feature: float(weight) for feature, _, weight in pairs}


WEIGHTS = {
    "he": _read(
        """
0 back: 0.63; 0 back, elsewhere: 0.13; 0 back, relayed: -0.55; 0 back, said: 0.36; 0 back, spoke: 0.39; 0 back,
subject: 0.30; 0 lines back: 1.03; 1 back: 0.40; 1 back, relayed: -0.80; 1 back, said: 0.25; 1 back, spoke: 0.45; 1
back, subject: 0.49; 1 lines back: -0.06; 2 back: 0.05; 2 lines back: -0.85; 3 back: -0.36; 3 lines back: -0.19; 4
back: -0.55; 4 lines back: -0.14; 5 back: -0.38; a paper's name: -0.40; a place's name: -0.23; addressed: -0.10;
continues: 1.17; frame of nobody quoted after: -0.05; frame of nobody quoted before: -0.34; frame of nobody told
after: 0.17; frame quoted after: -1.13; frame quoted before: -0.65; frame told after: -0.23; frame told before: -0.08;
gender ?, guess: -0.75; gender ?, known: 0.56; gender ?, sure: 0.19; gender agrees: 1.15; gender agrees, guess: -0.15;
gender agrees, known: 0.73; gender agrees, sure: 0.57; gender differs: -0.87; gender differs, guess: -0.07; gender
differs, known: -0.65; gender differs, sure: -0.16; in the frame quoted after: -0.45; in the frame quoted before:
-0.39; in the frame told after: -0.17; in the headline: 0.56; in what is said: -1.82; known first name: 0.19; last
elsewhere: 0.08; last relayed: 0.37; last said: -0.25; last spoke: -0.62; last subject: 0.22; level 1: 0.55; most in
view 2: 0.32; most in view 3: 0.33; named last 0: 0.61; named last 1: 0.38; named last 2: 0.29; named last 3: 0.13;
nobody: 0.87; nobody around, quoted after: 0.15; nobody around, quoted before: 0.31; nobody around, told after: 0.47;
nobody be: 0.08; nobody continues: 0.43; nobody de: 0.11; nobody en: -0.05; nobody fr: -0.13; nobody level 0: 0.34;
nobody level 1: 0.65; nobody level 2: 0.20; nobody of 1: 0.20; nobody of 2: 0.27; nobody of 3: 0.25; nobody ru: 0.53;
nobody spoke last 0: 0.65; nobody spoke last 1: 0.85; nobody spoke last 2: -0.10; nobody uk: 0.34; nobody, quoted
after: 0.15; nobody, quoted before: 0.14; nobody, told before: 0.11; not named before: -0.87; one word, organisation:
-0.17; one word, perhaps a person: -0.19; organisation: -0.35; outer frame quoted after: -0.37; outer frame told
after: -0.55; perhaps a person: -0.90; person: 0.18; quoting quoted after: -1.30; quoting quoted before: -0.65;
quoting told after: -0.91; quoting told before: -0.08; share 0: -0.57; share 1: 0.44; share 2: 0.09; share 3: -0.10;
share 4: 0.30; share 5: 0.31; share 6: 0.25; speaks later: 0.22; spoke before: 0.24; spoke last 0: 0.58; spoke last 2:
-0.16; spoke often: -0.15; the only one: -0.15; view 0: -0.79; view 1: -0.43; view 2: -0.14; view 3: 0.11; view 4:
-0.16; view 5: 0.13; view 6: 0.20
"""
    ),
    "it": _read(
        """
0 back: 0.24; 0 back, relayed: -0.32; 0 back, said: 0.20; 0 back, spoke: 0.16; 0 back, subject: 0.17; 0 lines back:
1.14; 1 back: 0.33; 1 back, spoke: 0.28; 1 back, subject: 0.29; 1 lines back: -0.43; 2 lines back: -0.70; 3 back:
-0.35; 3 lines back: -0.19; 4 back: -0.50; 4 lines back: -0.08; 5 back: -0.28; a paper's name: -0.10; a place's name:
-0.09; continues: 0.69; frame of nobody told after: 0.19; frame told after: -0.15; in the headline: 0.62; in what is
said: -1.02; last relayed: 0.20; last said: -0.24; last spoke: 0.07; last subject: -0.05; level 0: 0.22; level 1:
0.14; level 2: 0.07; named last 0: 0.35; nobody: 0.65; nobody around, told after: 0.15; nobody continues: 0.11; nobody
level 1: 0.30; nobody level 2: 0.24; nobody of 0: 0.18; nobody of 1: 0.08; nobody spoke last 0: 0.52; nobody spoke
last 1: 0.43; nobody, told after: -0.10; not named before: -0.66; one word, perhaps a person: 0.06; one word, person:
0.06; organisation: -0.17; outer frame told after: -0.14; perhaps a person: -0.53; person: -0.27; quoting told after:
-0.26; share 0: -0.11; share 6: 0.18; speaks later: 0.17; spoke before: 0.82; spoke last 0: 0.37; spoke last 1: 0.09;
spoke last 2: -0.06; spoke often: 0.20; view 0: -0.60; view 1: -0.38; view 2: -0.15; view 3: 0.08; view 5: -0.12; view
6: 0.08
"""
    ),
    "they": _read(
        """
0 back: 0.24; 0 back, subject: 0.17; 0 lines back: 0.67; 1 back: 0.31; 1 back, relayed: -0.34; 1 back, spoke: 0.28; 1
lines back: -0.19; 2 lines back: -0.59; 3 back: -0.24; 3 lines back: -0.19; 4 back: -0.44; 4 lines back: -0.08; 5
back: -0.28; a paper's name: -0.10; a place's name: -0.09; continues: 0.69; frame of nobody quoted after: -0.05; frame
of nobody told after: 0.19; in the frame quoted before: -0.31; in the headline: 0.62; last relayed: 0.20; last said:
-0.29; last spoke: -0.28; last subject: -0.05; level 1: 0.14; nobody: 0.93; nobody around, quoted after: 0.15; nobody
around, quoted before: 0.31; nobody around, told after: 0.15; nobody be: 0.14; nobody continues: 0.33; nobody en:
0.16; nobody level 0: 0.34; nobody level 1: 0.30; nobody level 2: 0.24; nobody of 0: 0.39; nobody ru: 0.19; nobody
spoke last 0: 0.52; nobody spoke last 1: 0.43; nobody uk: 0.19; nobody, quoted before: -0.05; nobody, told after:
-0.10; not named before: -0.65; organisation: -0.37; speaks later: 0.29; spoke before: 0.42; spoke last 1: 0.09; spoke
last 2: -0.06; spoke often: 0.20; view 0: -0.68; view 1: -0.30; view 2: -0.13; view 3: 0.08; view 5: -0.12
"""
    ),
    "I": _read(
        """
0 back, relayed: -0.32; 0 back, said: 0.20; 0 back, spoke: 0.16; 0 back, subject: 0.17; 0 lines back: 0.79; 1 back:
0.40; 1 back, relayed: -0.60; 1 back, spoke: 0.57; 1 back, subject: 0.29; 1 lines back: -0.25; 2 back: 0.14; 2 lines
back: -0.68; 3 back: -0.21; 3 lines back: -0.12; 4 back: -0.43; 4 lines back: -0.10; 5 back: -0.27; a paper's name:
-0.17; a place's name: -0.11; addressed: -0.10; continues: 0.32; frame of nobody quoted after: -0.05; frame of nobody
quoted before: -0.30; frame of nobody told after: 0.05; frame quoted after: 0.51; frame quoted before: 1.15; frame
told after: 0.09; gender ?: 0.07; gender ?, guess: -0.38; gender ?, known: 0.27; gender ?, sure: 0.16; gender agrees:
0.76; gender agrees, known: 0.54; gender agrees, sure: 0.20; gender differs: -0.59; gender differs, guess: -0.07;
gender differs, known: -0.31; gender differs, sure: -0.17; in the frame quoted after: -0.62; in the frame quoted
before: -0.31; in the headline: 0.86; in what is said: -1.02; known first name: 0.18; last elsewhere: 0.08; last
relayed: -0.07; last said: -0.41; last spoke: 0.15; last subject: -0.10; level 0: 0.22; level 1: -0.17; level 2: 0.07;
most in view 0: 0.11; most in view 1: -0.09; most in view 2: 0.32; most in view 3: 0.27; named last 0: 0.37; named
last 1: 0.48; named last 2: 0.16; no gender: -0.50; nobody: 0.62; nobody around, quoted after: 0.15; nobody around,
quoted before: 0.31; nobody around, told after: 0.15; nobody be: 0.22; nobody continues: 0.08; nobody de: 0.13; nobody
en: -0.07; nobody level 0: 0.34; nobody level 1: 0.10; nobody level 2: 0.24; nobody of 0: 0.18; nobody of 1: 0.08;
nobody of 2: 0.18; nobody of 3: 0.39; nobody of 4: -0.16; nobody ru: 0.19; nobody spoke last 0: 0.52; nobody spoke
last 1: 0.31; nobody uk: 0.19; nobody, quoted after: -0.12; nobody, quoted before: -0.06; nobody, told after: -0.29;
not named before: -0.47; one word, person: -0.15; organisation: -0.30; outer frame quoted after: -0.37; outer frame
told after: -0.14; perhaps a person: -0.59; person: 0.06; quoting quoted after: 0.41; quoting quoted before: 1.15;
quoting told after: 0.51; share 2: -0.08; share 3: -0.06; share 4: 0.09; share 5: 0.21; share 6: 0.27; speaks later:
0.52; spoke before: 0.64; spoke last 0: 0.26; spoke last 2: -0.06; spoke often: 0.50; view 0: -0.53; view 1: -0.31;
view 3: 0.07; view 4: -0.09; view 6: 0.11
"""
    ),
    "we": _read(
        """
0 back: 0.24; 0 back, relayed: -0.32; 0 back, said: 0.20; 0 back, spoke: 0.16; 0 lines back: 0.62; 1 back: 0.37; 1
back, relayed: -0.34; 1 back, spoke: 0.28; 1 back, subject: 0.29; 2 lines back: -0.71; 3 back: -0.09; 3 lines back:
-0.19; 4 back: -0.43; 4 lines back: -0.08; 5 back: -0.28; a paper's name: -0.10; a place's name: -0.09; addressed:
-0.10; continues: 0.69; frame of nobody quoted after: -0.05; frame of nobody quoted before: -0.30; frame quoted after:
-0.25; frame quoted before: 0.07; frame told after: -0.15; in the frame quoted after: -0.40; in the frame quoted
before: -0.31; in the headline: 0.62; in what is said: -1.02; known first name: -0.30; last relayed: 0.27; last said:
-0.29; last spoke: -0.09; last subject: -0.07; level 0: 0.22; level 1: 0.14; level 2: 0.07; most in view 0: -0.19;
most in view 1: -0.12; most in view 2: 0.28; most in view 3: 0.07; named last 0: 0.18; named last 1: 0.22; named last
2: 0.13; no gender: -0.06; nobody: 0.82; nobody around, quoted after: 0.15; nobody around, quoted before: 0.31; nobody
be: 0.14; nobody continues: 0.14; nobody level 0: 0.34; nobody level 1: 0.30; nobody of 0: 0.18; nobody of 3: 0.18;
nobody of 4: 0.51; nobody ru: 0.19; nobody spoke last 0: 0.52; nobody spoke last 1: 0.43; nobody uk: 0.19; nobody,
quoted before: 0.18; nobody, told after: -0.10; not named before: -0.66; one word, person: 0.06; organisation: 0.08;
outer frame told after: -0.14; perhaps a person: -0.36; person: -0.74; quoting quoted after: -0.35; quoting quoted
before: 0.07; quoting told after: -0.26; share 0: -0.13; share 1: 0.09; share 2: -0.07; share 3: -0.07; share 4: 0.15;
share 5: 0.21; share 6: 0.06; speaks later: 0.19; spoke before: 0.55; spoke last 0: 0.37; spoke last 1: 0.09; spoke
last 2: -0.06; spoke often: 0.20; view 0: -0.58; view 1: -0.27; view 2: -0.25; view 3: 0.33; view 5: -0.12; view 6:
0.08
"""
    ),
    "you": _read(
        """
0 back: 0.24; 0 back, relayed: -0.32; 0 back, said: 0.20; 0 back, spoke: 0.16; 0 back, subject: 0.17; 0 lines back:
0.67; 1 back: 0.31; 1 back, relayed: -0.34; 1 back, spoke: 0.28; 1 lines back: -0.19; 2 lines back: -0.59; 3 back:
-0.24; 3 lines back: -0.19; 4 back: -0.44; a paper's name: -0.10; a place's name: -0.09; frame of nobody told after:
0.19; frame quoted after: -0.25; frame quoted before: 0.07; frame told after: -0.15; in the frame quoted before:
-0.31; in the headline: 0.62; last relayed: 0.20; last said: -0.29; last spoke: -0.28; last subject: -0.05; most in
view 1: -0.05; most in view 2: 0.26; most in view 3: 0.13; named last 0: 0.35; named last 1: 0.32; named last 2: 0.11;
no gender: -0.15; nobody: 0.73; nobody around, told after: 0.15; nobody be: 0.14; nobody continues: 0.12; nobody en:
0.09; nobody level 0: 0.34; nobody of 0: 0.18; nobody of 3: 0.18; nobody of 4: 0.11; nobody ru: 0.19; nobody spoke
last 0: 0.52; nobody uk: 0.19; nobody, told after: -0.10; not named before: -0.55; one word, perhaps a person: -0.07;
one word, person: 0.06; organisation: -0.17; outer frame quoted after: -0.37; perhaps a person: -0.66; person: 0.08;
quoting quoted after: -0.35; quoting quoted before: 0.07; quoting told after: -0.26; share 0: -0.11; share 1: 0.07;
share 2: -0.07; share 4: 0.15; share 6: 0.18; speaks later: 0.29; spoke before: 0.42; spoke last 0: 0.37; spoke last
1: 0.09; spoke often: 0.20; view 0: -0.53; view 1: -0.30; view 2: -0.13; view 5: -0.12; view 6: 0.08
"""
    ),
    "dropped": _read(
        """
0 back: 0.52; 0 back, said: 0.22; 0 back, spoke: 0.28; 0 lines back: 0.89; 1 back, elsewhere: 0.22; 1 back, relayed:
-0.48; 1 back, spoke: 0.09; 1 back, subject: 0.23; 1 lines back: -0.55; 2 back: 0.07; 2 lines back: -0.59; 3 back:
-0.52; 3 lines back: -0.35; 4 back: -0.44; 4 lines back: -0.10; 5 back: -0.37; a place's name: -0.08; addressed:
-0.10; continues: 1.02; frame of nobody quoted after: -0.05; frame of nobody quoted before: -0.30; frame of nobody
told after: 0.12; frame quoted after: -0.06; frame quoted before: 0.19; frame told after: -0.07; frame told before:
-0.08; gender ?: 0.08; gender ?, guess: -0.35; gender ?, sure: 0.16; gender agrees: 1.24; gender agrees, known: 0.92;
gender agrees, sure: 0.36; gender differs: -0.66; gender differs, guess: -0.07; gender differs, known: -0.40; gender
differs, sure: -0.19; in the frame quoted after: -0.40; in the frame quoted before: -0.31; in the frame told after:
0.15; in the headline: 0.38; in what is said: -1.15; last elsewhere: 0.21; last relayed: 0.30; last said: -0.42; last
spoke: -0.55; last subject: -0.24; level 0: 0.61; level 1: 0.05; level 2: 0.06; most in view 1: -0.23; most in view 2:
0.32; most in view 3: -0.07; named last 0: 0.29; named last 1: 0.30; named last 3: -0.13; no gender: -0.13; nobody:
1.05; nobody around, quoted after: 0.15; nobody around, quoted before: 0.31; nobody around, told after: 0.29; nobody
be: 0.25; nobody continues: 0.47; nobody de: 0.19; nobody en: 0.46; nobody impersonal: 0.92; nobody level 0: 0.34;
nobody level 1: 0.32; nobody level 2: 0.24; nobody of 1: 0.08; nobody of 2: 0.18; nobody of 3: 0.41; nobody of 4:
0.30; nobody plural: 1.54; nobody ru: 0.16; nobody spoke last 0: 0.94; nobody spoke last 1: 0.55; nobody, quoted
after: -0.14; nobody, quoted before: -0.22; nobody, told before: 0.11; not named before: -0.55; one word, perhaps a
person: -0.12; organisation: -0.07; outer frame quoted after: -0.37; outer frame told after: -0.14; perhaps a person:
-0.63; person: -0.55; quoting quoted after: -0.19; quoting quoted before: 0.19; quoting told after: -0.23; quoting
told before: -0.08; share 0: -0.06; share 1: -0.16; share 2: -0.23; share 4: 0.18; share 5: 0.21; share 6: 0.10;
speaks later: 0.42; spoke before: 0.31; spoke last 0: 0.90; spoke last 1: 0.16; spoke last 2: -0.15; spoke often:
0.26; view 0: -0.62; view 1: -0.36; view 2: -0.25; view 3: 0.14; view 5: -0.26; view 6: 0.07
"""
    ),
    "document": _read(
        """
0 back, relayed: -0.45; 0 back, said: 0.15; 0 back, spoke: -0.11; 0 back, subject: 0.39; 0 lines back: 0.39; 1 back:
0.35; 1 back, elsewhere: 0.09; 1 back, relayed: -0.24; 1 back, said: -0.06; 1 back, spoke: 0.37; 1 back, subject:
0.25; 1 lines back: -0.59; 2 lines back: -0.39; 3 back: -0.30; 3 lines back: -0.51; 4 back: -0.65; 5 back: -0.50;
addressed: -0.14; brought in by it: 0.59; continues: 0.83; form his: 0.32; form unnamed: -0.44; frame quoted after:
-0.49; frame quoted before: -0.39; frame told after: -0.63; frame told before: -0.23; gender ?: 0.08; gender ?, guess:
-0.41; gender agrees: 0.66; gender agrees, guess: 0.07; gender agrees, known: 0.43; gender agrees, sure: 0.16; gender
differs: -0.74; gender differs, known: -0.33; gender differs, sure: -0.28; head in its name: 0.58; his, 0 lines back:
-0.36; his, continues: -0.41; his, frame told after: -0.09; his, level 1: -0.28; his, most in view 0: -0.25; in its
phrase: 0.67; in the frame quoted after: -0.57; in the headline: 0.81; in the source: 0.86; in what is said: -1.18;
known first name: -0.11; last elsewhere: -0.07; last said: -0.41; last spoke: -0.63; last subject: -0.10; level 1:
0.12; level 2: 0.19; most in view 0: 0.07; most in view 2: 0.18; name shares 1: 0.62; named last 0: 0.50; named last
1: 0.41; named last 2: 0.11; near 0: 1.04; near 1: 0.24; near 2: -0.15; near 3: -0.09; no gender: -0.11; nobody: 0.93;
nobody article: -0.08; nobody bare: 0.66; nobody be: 0.13; nobody capital: 0.19; nobody continues: -0.50; nobody de:
0.25; nobody en: 0.09; nobody fr: 0.19; nobody his: 0.06; nobody holds it: 0.30; nobody level 0: 0.52; nobody level 1:
0.28; nobody level 2: 0.39; nobody of 0: -0.08; nobody of 1: 0.30; nobody of 2: 0.34; nobody of 3: 0.27; nobody
plural: 0.75; nobody ru: 0.19; nobody spoke last 0: 0.50; nobody spoke last 1: 0.30; nobody spoke last 2: -0.13;
nobody uk: 0.09; nobody unnamed: 0.47; nobody, 1 words: -0.24; nobody, 2 words: 0.52; nobody, 3 words: 0.34; nobody, 4
words: -0.06; nobody, his: 0.40; nobody, his en: -0.19; nobody, plural: 0.33; nobody, plural en: 0.39; nobody, plural
ru: -0.43; nobody, quoted after: 0.14; nobody, the: 0.47; nobody, the be: 0.18; nobody, the de: 0.05; nobody, the en:
0.08; nobody, the fr: -0.24; nobody, the ru: 0.11; nobody, the tag: -0.20; nobody, the tag en: 0.11; nobody, the tag
ru: -0.35; nobody, told after: -0.17; nobody, told before: 0.36; nobody, unnamed: 0.10; nobody, unnamed de: -0.15;
nobody, unnamed en: -0.30; nobody, unnamed fr: 0.43; not named before: -0.18; one word, organisation: 0.14; one word,
person: 0.52; organisation: -0.25; perhaps a person: -0.47; person: -0.61; plural, 0 lines back: -0.44; plural,
continues: -0.07; plural, frame told after: -0.21; plural, level 1: -0.10; plural, most in view 0: -0.10; quoting
quoted after: -0.58; quoting quoted before: -0.39; quoting told after: -0.76; quoting told before: -0.24; role: 1.67;
share 0: 0.12; share 3: -0.12; share 6: 0.29; shares 1: 0.60; shares 1, role: 0.10; speaks later: 0.46; spoke before:
0.38; spoke last 0: 0.12; spoke last 2: -0.06; spoke often: 0.45; the only one: 0.13; the tag, 0 lines back: 0.34; the
tag, gender agrees: 0.10; the, 0 lines back: -0.24; the, frame quoted after: -0.33; the, frame told after: -0.38; the,
gender agrees: 0.14; the, level 1: -0.17; the, most in view 0: -0.07; unnamed, 0 lines back: -0.46; unnamed,
continues: -0.28; unnamed, frame told after: -0.06; unnamed, level 1: -0.05; unnamed, most in view 0: -0.41; view 0:
-0.19; view 1: -0.62; view 2: 0.07; view 3: -0.16; view 5: -0.19; view 6: -0.25
"""
    ),
    "generic": _read(
        """
0 back: 0.09; 0 back, relayed: -0.45; 0 back, said: 0.15; 0 back, spoke: -0.11; 0 back, subject: 0.39; 0 lines back:
0.37; 1 back: 0.27; 1 back, elsewhere: 0.09; 1 back, relayed: -0.24; 1 back, said: -0.06; 1 back, spoke: 0.25; 1 back,
subject: 0.25; 1 lines back: -0.32; 2 back: -0.10; 2 lines back: -0.62; 3 back: -0.23; 3 lines back: -0.41; 4 back:
-0.58; 5 back: -0.43; addressed: -0.14; brought in by it: 0.57; continues: 0.77; form unnamed: -0.53; frame of nobody
told after: 0.62; frame quoted after: -0.49; frame quoted before: -0.39; frame told after: -0.63; frame told before:
-0.23; gender ?, guess: -0.51; gender ?, known: 0.27; gender ?, sure: 0.25; gender agrees: 0.76; gender agrees, guess:
0.07; gender agrees, known: 0.32; gender agrees, sure: 0.41; gender differs: -0.80; gender differs, guess: -0.13;
gender differs, known: -0.37; gender differs, sure: -0.30; his, 0 lines back: -0.36; his, continues: -0.41; his, frame
told after: -0.09; his, gender agrees: -0.13; his, level 1: -0.28; his, most in view 0: -0.25; in the frame quoted
after: -0.57; in the frame quoted before: -0.31; in the headline: 0.89; in what is said: -1.18; known first name:
-0.22; last elsewhere: 0.20; last relayed: -0.10; last said: -0.29; last spoke: -0.79; level 1: 0.12; level 2: 0.19;
most in view 0: 0.07; most in view 2: 0.15; most in view 3: 0.33; named last 0: 0.54; named last 1: 0.41; named last
3: 0.18; near 0: 1.04; near 1: 0.24; near 3: -0.06; nobody: 1.08; nobody around, quoted after: 0.15; nobody article:
0.07; nobody bare: 0.61; nobody be: 0.13; nobody capital: 0.19; nobody continues: -0.32; nobody de: 0.25; nobody en:
0.23; nobody fr: 0.19; nobody his: 0.06; nobody holds it: 0.63; nobody level 1: 0.28; nobody level 2: 0.39; nobody of
1: 0.23; nobody of 2: 0.34; nobody of 3: 0.28; nobody of 4: 0.10; nobody ru: 0.19; nobody spoke last 0: 0.50; nobody
spoke last 1: 0.30; nobody spoke last 2: -0.13; nobody uk: 0.09; nobody unnamed: 0.47; nobody, 1 words: -0.38; nobody,
2 words: 0.52; nobody, 3 words: 0.34; nobody, his: 0.40; nobody, quoted after: 0.14; nobody, the be: 0.18; nobody, the
de: 0.05; nobody, the en: 0.08; nobody, the fr: -0.24; nobody, the tag: -0.20; nobody, the tag en: 0.11; nobody, told
after: -0.17; nobody, told before: 0.36; nobody, unnamed: 0.10; nobody, unnamed en: -0.30; not named before: -0.50;
one word, organisation: 0.14; one word, perhaps a person: -0.19; one word, person: 0.33; organisation: -0.24; outer
frame told after: -0.33; perhaps a person: -0.88; person: -0.36; quoting quoted after: -0.58; quoting quoted before:
-0.39; quoting told after: -0.76; quoting told before: -0.24; role: 1.67; share 0: 0.20; share 2: -0.10; share 3:
-0.12; share 5: 0.22; share 6: 0.24; shares 1: 0.60; speaks later: 0.43; spoke before: 0.23; spoke last 0: 0.12; spoke
last 2: -0.06; spoke often: 0.38; the only one: 0.10; the tag, 0 lines back: 0.34; the tag, continues: 0.40; the tag,
gender agrees: 0.10; the tag, level 1: 0.54; the tag, most in view 0: 0.79; the, 0 lines back: -0.07; the, frame
quoted after: -0.33; the, frame told after: -0.38; the, gender agrees: 0.33; the, level 1: -0.17; unnamed, 0 lines
back: -0.41; unnamed, frame told after: -0.06; unnamed, gender agrees: -0.21; unnamed, most in view 0: -0.41; view 0:
-0.39; view 1: -0.33; view 3: -0.38; view 5: -0.25; view 6: -0.25
"""
    ),
    "kin": _read(
        """
0 back, relayed: -0.45; 0 back, said: 0.15; 0 back, spoke: -0.11; 0 back, subject: 0.39; 0 lines back: 0.23; 1 back:
0.24; 1 back, elsewhere: 0.09; 1 back, relayed: -0.24; 1 back, said: -0.06; 1 back, spoke: 0.25; 1 back, subject:
0.25; 1 lines back: -0.45; 2 back: -0.13; 2 lines back: -0.45; 3 back: -0.11; 3 lines back: -0.33; 4 back: -0.65; 5
back: -0.43; brought in by it: 0.57; continues: 0.77; form his: -0.05; form my: -0.44; form plural: -0.25; frame of
nobody quoted before: -0.40; frame of nobody told after: 0.53; frame quoted after: -0.49; frame quoted before: -0.39;
frame told after: -0.63; gender ?: 0.11; gender ?, guess: -0.45; gender ?, known: 0.27; gender ?, sure: 0.25; gender
agrees: 0.80; gender agrees, guess: 0.07; gender agrees, known: 0.65; gender agrees, sure: 0.10; gender differs:
-0.77; gender differs, guess: -0.13; gender differs, known: -0.35; gender differs, sure: -0.28; head in its name:
0.58; his, 0 lines back: -0.43; his, continues: -0.41; his, frame told after: -0.09; his, gender agrees: -0.10; his,
level 1: -0.28; his, most in view 0: -0.25; in its phrase: 0.67; in the frame quoted after: -0.57; in the frame told
after: -0.14; in the headline: 0.80; known first name: 0.08; last said: -0.40; last spoke: -0.56; last subject: 0.07;
level 0: 0.31; level 1: 0.12; level 2: 0.19; most in view 1: 0.08; most in view 2: 0.23; most in view 3: 0.17; my, 0
lines back: -0.15; my, frame quoted after: -0.10; named last 0: 0.47; named last 1: 0.44; named last 3: 0.14; near 0:
1.04; near 1: 0.24; near 2: -0.15; near 3: -0.06; no gender: -0.21; nobody: 1.20; nobody around, quoted after: 0.15;
nobody around, quoted before: 0.31; nobody article: 0.21; nobody bare: 0.60; nobody be: 0.13; nobody capital: 0.19;
nobody continues: -0.33; nobody de: 0.25; nobody en: 0.13; nobody his: 0.06; nobody holds it: 0.66; nobody level 0:
0.52; nobody level 1: 0.28; nobody level 2: 0.39; nobody my: 0.33; nobody of 2: 0.34; nobody of 3: 0.29; nobody of 4:
0.10; nobody plural: 0.75; nobody ru: 0.19; nobody spoke last 0: 0.50; nobody spoke last 1: 0.30; nobody spoke last 2:
-0.13; nobody uk: 0.09; nobody, 1 words: -0.19; nobody, 2 words: 0.52; nobody, 3 words: 0.34; nobody, his: 0.40;
nobody, his en: -0.19; nobody, my: 0.26; nobody, my en: 0.31; nobody, plural: 0.33; nobody, plural be: -0.17; nobody,
quoted after: 0.14; nobody, quoted before: -0.18; nobody, the: 0.11; nobody, the be: 0.18; nobody, the de: 0.05;
nobody, the en: 0.08; nobody, the ru: 0.11; nobody, told after: -0.17; not named before: -0.59; one word,
organisation: 0.14; one word, perhaps a person: -0.18; one word, person: 0.27; organisation: -0.27; outer frame quoted
after: -0.37; outer frame told after: -0.33; perhaps a person: -0.87; person: -0.43; plural, 0 lines back: -0.44;
plural, continues: -0.07; plural, frame told after: -0.21; plural, gender agrees: 0.06; plural, level 1: -0.10;
plural, most in view 0: -0.10; quoting quoted after: -0.58; quoting quoted before: -0.39; quoting told after: -0.76;
role: 1.67; share 0: 0.10; share 1: 0.14; share 2: -0.15; share 5: 0.22; share 6: 0.12; speaks later: 0.43; spoke
before: 0.22; spoke last 0: 0.12; spoke last 2: -0.06; spoke often: 0.37; the, frame quoted after: -0.33; the, frame
told after: -0.38; the, gender agrees: 0.26; the, level 1: -0.17; view 0: -0.44; view 1: -0.39; view 2: 0.11; view 3:
-0.38; view 5: -0.28; view 6: -0.25
"""
    ),
    "media": _read(
        """
0 back, relayed: -0.45; 0 back, spoke: -0.11; 0 back, subject: 0.39; 0 lines back: 0.52; 1 back: 0.75; 1 back,
elsewhere: 0.09; 1 back, relayed: -0.24; 1 back, said: -0.06; 1 back, spoke: 0.59; 1 back, subject: 0.25; 1 lines
back: -0.29; 2 lines back: -0.59; 3 back: -0.32; 3 lines back: -0.37; 4 back: -0.70; 5 back: -0.40; addressed: -0.14;
brought in by it: 0.57; continues: 0.81; form plural: -0.29; form unnamed: -0.47; frame quoted after: -0.49; frame
told after: -0.63; frame told before: -0.23; gender ?: 0.08; gender ?, guess: -0.41; gender ?, sure: 0.25; gender
agrees: 0.66; gender agrees, known: 0.43; gender agrees, sure: 0.16; gender differs: -0.74; gender differs, known:
-0.33; gender differs, sure: -0.28; head in its name: 0.58; in its phrase: 0.67; in the frame told after: -0.14; in
the headline: 0.89; in the source: 0.86; in what is said: -1.18; known first name: -0.32; last elsewhere: 0.24; last
said: -0.44; last spoke: -0.42; level 0: 0.31; level 1: 0.14; level 2: 0.19; most in view 0: 0.20; most in view 2:
0.18; name shares 1: 0.62; named last 0: 0.62; named last 1: 0.41; near 0: 1.04; near 1: 0.24; near 2: -0.15; near 3:
-0.06; nobody: 1.01; nobody article: -0.10; nobody bare: 0.66; nobody be: 0.13; nobody capital: 0.19; nobody
continues: -0.38; nobody de: 0.25; nobody en: 0.07; nobody fr: 0.19; nobody holds it: 0.33; nobody level 0: 0.52;
nobody level 1: 0.28; nobody level 2: 0.39; nobody of 0: 0.12; nobody of 1: 0.23; nobody of 2: 0.34; nobody of 3:
0.27; nobody plural: 0.75; nobody ru: 0.19; nobody spoke last 0: 0.50; nobody spoke last 1: 0.30; nobody spoke last 2:
-0.13; nobody uk: 0.09; nobody unnamed: 0.47; nobody, 1 words: -0.40; nobody, 2 words: 0.52; nobody, 3 words: 0.34;
nobody, plural: 0.33; nobody, plural be: -0.17; nobody, plural ru: -0.43; nobody, quoted after: 0.14; nobody, the:
0.32; nobody, the be: 0.18; nobody, the de: 0.05; nobody, the en: 0.08; nobody, the fr: -0.24; nobody, the ru: 0.11;
nobody, the tag: -0.20; nobody, the tag en: 0.11; nobody, the tag ru: -0.35; nobody, told after: -0.17; nobody, told
before: 0.36; nobody, unnamed: 0.10; nobody, unnamed en: -0.30; not named before: -0.64; one word, organisation: 0.14;
one word, perhaps a person: -0.15; one word, person: 0.33; organisation: -0.19; own: 0.38; own bare: 0.36; own be of
1: 0.15; own de of 1: 0.09; own en: -0.08; own en article: 0.24; own en capital: 0.23; own en media: -0.06; own en of
1: 0.18; own en of 2: -0.16; own en of 3: -0.08; own fr: 0.10; own fr article: -0.16; own fr of 1: -0.45; own media:
-0.08; own media article: -0.23; own nested: -0.05; own of 2: 0.32; own of 3: 0.14; own outer: 0.41; own plural: 0.27;
own ru: 0.24; own ru bare: 0.34; own ru of 1: 0.18; own uk: 0.13; own uk of 1: -0.14; own “the”: -0.12; own, but
others hold it: -0.18; perhaps a person: -0.58; person: -0.61; plural, 0 lines back: -0.44; plural, frame told after:
-0.21; plural, most in view 0: -0.10; quoting quoted after: -0.58; quoting told after: -0.76; quoting told before:
-0.24; role: 1.67; role, lacks 1: -0.45; role, others too: 1.16; share 0: 0.12; share 1: 0.08; share 2: -0.06; share
3: -0.12; share 6: 0.39; shares 1: 0.60; shares 1, role: 0.10; speaks later: 0.26; spoke before: 0.26; spoke last 0:
0.12; spoke last 1: -0.09; spoke last 2: -0.06; spoke often: 0.38; the only one: 0.10; the tag, 0 lines back: 0.34;
the tag, continues: 0.40; the tag, level 1: 0.54; the tag, most in view 0: 0.79; the, frame quoted after: -0.33; the,
frame told after: -0.38; the, gender agrees: 0.14; the, level 1: -0.15; view 0: -0.55; view 1: -0.44; view 2: 0.09;
view 3: -0.16; view 5: -0.06; view 6: -0.25
"""
    ),
    "org": _read(
        """
0 back, relayed: -0.47; 0 back, said: 0.15; 0 back, subject: 0.39; 0 lines back: 0.37; 1 back: 0.42; 1 back,
elsewhere: 0.09; 1 back, relayed: -0.29; 1 back, spoke: 0.38; 1 back, subject: 0.29; 1 lines back: -0.40; 2 back:
-0.20; 2 lines back: -0.76; 3 back: -0.31; 3 lines back: -0.36; 4 back: -0.75; 4 lines back: 0.12; 5 back: -0.23; a
paper's name: -0.13; a place's name: 0.41; addressed: -0.14; brought in by it: 0.42; continues: 0.92; form his: 0.09;
form plural: -0.38; form unnamed: -0.41; frame of nobody quoted before: -0.40; frame of nobody told after: 0.67; frame
of nobody told before: -0.09; frame quoted after: -0.49; frame quoted before: -0.39; frame told after: -0.67; frame
told before: -0.23; gender ?: 0.06; gender ?, guess: -0.35; gender ?, known: 0.27; gender ?, sure: 0.18; gender
agrees: 0.47; gender agrees, guess: 0.09; gender agrees, known: 0.35; gender differs: -0.75; gender differs, guess:
-0.15; gender differs, known: -0.25; gender differs, sure: -0.34; head in its name: 0.76; his, 0 lines back: -0.40;
his, continues: -0.41; his, frame told after: -0.09; his, gender agrees: -0.13; his, level 1: -0.28; his, most in view
0: -0.25; in its phrase: 0.60; in the frame quoted after: -0.57; in the frame told after: -0.14; in the headline:
1.12; in the source: 0.84; in what is said: -1.10; known first name: -0.51; last elsewhere: 0.33; last relayed: -0.14;
last said: -0.42; last spoke: -0.54; last subject: -0.28; level 0: 0.31; level 1: 0.27; level 2: 0.10; most in view 0:
0.07; most in view 1: 0.07; most in view 2: 0.18; most in view 3: 0.27; name shares 1: 0.76; name shares 2: 0.64;
named last 0: 0.53; named last 1: 0.37; named last 2: 0.11; named last 3: 0.13; near 0: 1.12; near 1: 0.14; near 2:
-0.19; near 3: -0.24; no gender: -0.07; nobody: 1.07; nobody around, quoted after: 0.15; nobody around, quoted before:
0.31; nobody around, told after: -0.06; nobody bare: 0.70; nobody be: 0.30; nobody capital: 0.12; nobody continues:
-0.59; nobody de: 0.13; nobody en: 0.29; nobody fr: 0.18; nobody his: 0.06; nobody holds it: 0.30; nobody level 0:
0.52; nobody level 1: 0.26; nobody level 2: 0.39; nobody of 0: 0.31; nobody of 1: 0.12; nobody of 2: 0.26; nobody of
3: 0.27; nobody plural: 0.84; nobody ru: 0.16; nobody spoke last 0: 0.47; nobody spoke last 1: 0.19; nobody spoke last
2: -0.13; nobody unnamed: 0.47; nobody, 1 words: -0.56; nobody, 2 words: 0.77; nobody, 3 words: 0.34; nobody, 4 words:
-0.06; nobody, his: 0.40; nobody, his en: -0.19; nobody, plural: 0.39; nobody, plural be: -0.17; nobody, plural en:
0.39; nobody, plural fr: 0.22; nobody, plural ru: -0.43; nobody, quoted after: 0.14; nobody, the be: 0.34; nobody, the
de: -0.07; nobody, the en: 0.25; nobody, the fr: -0.58; nobody, the tag: -0.20; nobody, the tag en: 0.11; nobody, the
tag ru: -0.35; nobody, told after: 0.08; nobody, told before: 0.36; nobody, unnamed: 0.10; nobody, unnamed en: -0.30;
not named before: -0.66; one word, organisation: 0.22; one word, perhaps a person: -0.17; one word, person: 0.42;
organisation: -0.19; outer frame told after: -0.33; own: 0.63; own article: 0.14; own bare: 0.49; own be of 1: 0.28;
own be org: 0.21; own capital: 0.11; own de: 0.06; own de of 1: 0.17; own de org: 0.14; own en: -0.07; own en article:
0.41; own en capital: 0.37; own en of 1: 0.24; own en of 2: -0.21; own en of 3: -0.10; own fr: 0.18; own fr article:
-0.23; own fr of 1: -0.65; own fr org: 0.22; own nested: -0.09; own of 2: 0.57; own of 3: 0.14; own org: 0.69; own org
article: 0.30; own org bare: 0.39; own org capital: 0.23; own org plural: 0.12; own outer: 0.72; own plural: 0.31; own
ru: 0.17; own ru bare: 0.33; own ru of 1: 0.15; own ru org: -0.20; own uk: 0.25; own uk bare: 0.13; own uk of 1:
-0.18; own uk org: 0.36; own “die”: 0.08; own, but others hold it: -0.22; perhaps a person: -0.56; person: -0.95;
plural, 0 lines back: -0.48; plural, continues: -0.07; plural, frame told after: -0.21; plural, gender agrees: 0.06;
plural, level 1: -0.10; plural, most in view 0: -0.10; quoting quoted after: -0.58; quoting quoted before: -0.39;
quoting told after: -0.80; quoting told before: -0.24; role: 1.88; role, lacks 1: -0.45; role, others too: 1.16; share
0: 0.36; share 1: 0.08; share 2: -0.06; share 6: 0.15; shares 1: 0.66; shares 1, role: 0.10; speaks later: 0.39; spoke
before: 0.15; spoke last 0: 0.06; spoke last 1: 0.12; spoke last 2: -0.14; spoke often: 0.21; the only one: 0.15; the
tag, 0 lines back: 0.34; the tag, continues: 0.40; the tag, gender agrees: 0.10; the tag, level 1: 0.54; the tag, most
in view 0: 0.79; the, frame quoted after: -0.33; the, frame told after: -0.41; the, level 1: -0.13; unnamed, 0 lines
back: -0.41; unnamed, continues: -0.28; unnamed, level 1: -0.05; unnamed, most in view 0: -0.41; view 0: -0.36; view
1: -0.40; view 2: -0.21; view 4: -0.06; view 5: -0.40; view 6: -0.32
"""
    ),
    "other": _read(
        """
0 back: 0.05; 0 back, relayed: -0.52; 0 back, said: 0.24; 0 back, spoke: -0.10; 0 back, subject: 0.40; 0 lines back:
0.37; 1 back: 0.33; 1 back, elsewhere: 0.08; 1 back, relayed: -0.18; 1 back, spoke: 0.42; 1 back, subject: 0.06; 1
lines back: -0.21; 2 back: -0.06; 2 lines back: -0.63; 3 back: -0.22; 3 lines back: -0.64; 4 back: -0.70; 5 back:
-0.46; a paper's name: -0.14; addressed: -0.14; brought in by it: 0.73; continues: 0.75; form his: 0.11; form my:
-0.24; form plural: -0.18; form unnamed: -0.77; frame of nobody quoted after: 0.18; frame of nobody quoted before:
-0.44; frame of nobody told after: 0.56; frame of nobody told before: -0.06; frame quoted after: -0.59; frame quoted
before: -0.64; frame told after: -0.61; frame told before: -0.32; gender ?: 0.14; gender ?, guess: -0.38; gender ?,
known: 0.27; gender ?, sure: 0.29; gender agrees: 0.79; gender agrees, guess: 0.22; gender agrees, known: 0.36; gender
agrees, sure: 0.21; gender differs: -0.59; gender differs, guess: -0.16; gender differs, known: -0.24; gender differs,
sure: -0.20; head in its name: 0.89; his, 0 lines back: -0.28; his, continues: -0.41; his, gender agrees: -0.13; his,
level 1: -0.28; his, most in view 0: -0.36; in its phrase: 1.14; in the frame quoted after: -0.57; in the frame quoted
before: -0.31; in the headline: 0.84; in the source: 1.12; in what is said: -1.27; known first name: 0.16; last
elsewhere: 0.16; last relayed: -0.18; last said: -0.31; last spoke: -0.57; last subject: -0.16; level 0: 0.43; level
2: 0.34; most in view 3: 0.37; my, 0 lines back: 0.11; my, frame quoted after: -0.10; my, most in view 0: 0.14; name
shares 1: 0.94; name shares 2: 0.64; named last 0: 0.21; named last 1: 0.53; named last 2: 0.22; named last 3: 0.32;
near 0: 1.48; near 1: 0.17; near 2: -0.19; near 3: -0.10; nobody: 1.09; nobody around, quoted after: 0.15; nobody
around, quoted before: 0.31; nobody article: -0.09; nobody bare: 0.77; nobody capital: 0.10; nobody continues: -0.14;
nobody de: 0.37; nobody en: 0.39; nobody fr: 0.15; nobody holds it: 0.59; nobody level 0: 0.66; nobody level 1: 0.35;
nobody level 2: 0.38; nobody my: 0.24; nobody of 0: 0.12; nobody of 1: 0.19; nobody of 2: 0.45; nobody of 3: 0.19;
nobody plural: 0.68; nobody ru: 0.25; nobody spoke last 0: 0.51; nobody spoke last 1: 0.43; nobody spoke last 2:
-0.14; nobody uk: -0.06; nobody unnamed: 0.77; nobody, 0 words: 0.18; nobody, 1 words: -0.06; nobody, 2 words: 0.54;
nobody, 3 words: 0.19; nobody, 4 words: -0.17; nobody, his: 0.44; nobody, his en: 0.10; nobody, my: 0.15; nobody, my
en: 0.36; nobody, plural: 0.43; nobody, plural be: -0.42; nobody, plural en: 0.62; nobody, plural fr: 0.24; nobody,
plural ru: -0.34; nobody, plural uk: -0.07; nobody, quoted after: 0.23; nobody, the: 0.40; nobody, the be: 0.28;
nobody, the fr: -0.07; nobody, the tag: -0.32; nobody, the tag en: 0.11; nobody, the tag ru: -0.35; nobody, the uk:
0.15; nobody, told after: -0.21; nobody, told before: 0.46; nobody, unnamed: 0.32; nobody, unnamed de: -0.15; nobody,
unnamed en: -0.33; nobody, unnamed fr: 0.56; not named before: -0.43; one word, organisation: 0.36; one word, person:
0.34; organisation: -0.35; outer frame quoted after: -0.37; outer frame told after: -0.40; perhaps a person: -0.83;
person: -0.31; plural, 0 lines back: -0.59; plural, frame told after: -0.28; plural, gender agrees: 0.18; plural,
level 1: -0.09; quoting quoted after: -0.68; quoting quoted before: -0.64; quoting told after: -0.75; quoting told
before: -0.32; role: 2.16; role, lacks 1: -0.45; role, others too: 1.16; share 0: -0.05; share 1: 0.06; share 2: 0.13;
share 3: -0.30; share 5: 0.24; share 6: 0.32; shares 1: 0.89; shares 1, role: 0.10; speaks later: 0.25; spoke before:
0.20; spoke last 0: 0.25; spoke last 1: 0.05; spoke last 2: -0.07; spoke often: 0.41; the only one: 0.07; the tag, 0
lines back: 0.33; the tag, continues: 0.40; the tag, gender agrees: 0.10; the tag, level 1: 0.54; the tag, most in
view 0: 0.99; the, 0 lines back: -0.13; the, frame quoted after: -0.37; the, frame told after: -0.26; the, gender
agrees: 0.10; the, level 1: -0.06; the, most in view 0: -0.46; unnamed, 0 lines back: -0.54; unnamed, continues:
-0.43; unnamed, frame told after: -0.08; unnamed, gender agrees: -0.25; unnamed, level 1: -0.19; unnamed, most in view
0: -0.61; view 0: -0.20; view 1: -0.27; view 2: -0.06; view 3: -0.08; view 4: -0.31; view 5: -0.22; view 6: -0.34
"""
    ),
    "role": _read(
        """
0 back: -0.30; 0 back, relayed: -0.51; 0 back, said: 0.07; 0 back, spoke: -0.25; 0 back, subject: 0.41; 0 lines back:
0.12; 1 back: 0.41; 1 back, relayed: -0.11; 1 back, said: -0.18; 1 back, spoke: 0.26; 1 back, subject: 0.48; 1 lines
back: -0.55; 2 back: 0.09; 2 lines back: -0.55; 3 back: -0.07; 3 lines back: -0.17; 4 back: -0.86; 5 back: -0.45; a
paper's name: 0.23; a place's name: -0.19; addressed: -0.14; brought in by it: 0.87; continues: 0.66; form his: -0.09;
form my: -0.49; form plural: -0.47; form unnamed: -0.53; frame of nobody quoted before: -0.43; frame of nobody told
after: 0.59; frame quoted after: -0.55; frame quoted before: -0.54; frame told after: -0.90; frame told before: -0.23;
gender ?: 0.06; gender ?, guess: -0.35; gender ?, known: 0.27; gender ?, sure: 0.17; gender agrees: 0.37; gender
agrees, known: 0.37; gender differs: -0.97; gender differs, guess: -0.14; gender differs, known: -0.43; gender
differs, sure: -0.40; head in its name: 0.58; his, 0 lines back: -0.48; his, continues: -0.59; his, frame told after:
-0.09; his, gender agrees: -0.17; his, level 1: -0.28; his, most in view 0: -0.32; in its phrase: 0.61; in the frame
quoted after: -0.57; in the frame quoted before: -0.31; in the frame told after: -0.15; in the headline: 0.92; in the
source: 0.94; in what is said: -1.27; known first name: 0.35; last said: -0.59; last spoke: -0.56; last subject:
-0.06; level 0: 0.43; level 1: 0.19; level 2: 0.07; most in view 0: 0.08; most in view 2: 0.24; most in view 3: 0.34;
my, frame quoted after: -0.10; name shares 1: 0.51; name shares 2: 0.64; named last 0: 0.59; named last 1: 0.38; named
last 2: 0.24; near 0: 1.37; near 1: 0.29; near 2: -0.10; near 3: 0.22; no gender: -0.35; nobody: 1.34; nobody around,
quoted after: 0.15; nobody around, quoted before: 0.31; nobody around, told after: -0.06; nobody bare: 0.94; nobody
be: 0.11; nobody continues: -0.55; nobody de: -0.06; nobody en: 0.33; nobody fr: 0.45; nobody his: 0.21; nobody holds
it: 0.66; nobody level 0: 0.52; nobody level 1: 0.24; nobody level 2: 0.55; nobody my: 0.33; nobody of 0: 0.12; nobody
of 1: 0.23; nobody of 2: 0.33; nobody of 3: 0.37; nobody of 4: 0.25; nobody plural: 0.98; nobody ru: 0.26; nobody
spoke last 0: 0.59; nobody spoke last 1: 0.22; nobody uk: 0.25; nobody unnamed: 0.53; nobody, 1 words: -0.13; nobody,
2 words: 0.56; nobody, 3 words: 0.51; nobody, 4 words: -0.06; nobody, his: 0.39; nobody, his en: -0.41; nobody, my:
0.26; nobody, my en: 0.31; nobody, plural: 0.52; nobody, plural be: -0.17; nobody, plural en: 0.39; nobody, plural ru:
-0.43; nobody, quoted after: 0.07; nobody, quoted before: 0.11; nobody, the: 0.26; nobody, the be: 0.12; nobody, the
de: -0.08; nobody, the en: 0.13; nobody, the fr: -0.10; nobody, the ru: 0.23; nobody, the tag: -0.53; nobody, the tag
en: 0.10; nobody, the tag ru: -0.35; nobody, the uk: -0.06; nobody, told after: -0.22; nobody, told before: 0.36;
nobody, unnamed: 0.12; nobody, unnamed de: -0.15; nobody, unnamed en: -0.10; nobody, unnamed fr: 0.43; not named
before: -0.56; one word, organisation: 0.07; one word, person: 0.24; organisation: -0.49; outer frame quoted after:
-0.37; outer frame told after: -0.38; perhaps a person: -1.08; person: -0.18; plural, 0 lines back: -0.50; plural,
continues: -0.07; plural, frame told after: -0.21; plural, gender agrees: 0.06; plural, level 1: -0.10; plural, most
in view 0: -0.16; quoting quoted after: -0.65; quoting quoted before: -0.54; quoting told after: -1.04; quoting told
before: -0.24; role: 2.06; role, lacks 1: -0.50; role, others too: 1.73; share 0: 0.32; share 1: 0.16; share 2: -0.08;
share 3: -0.25; share 5: 0.24; share 6: 0.23; shares 1: 0.46; shares 1, role: 0.14; speaks later: 0.63; spoke before:
0.23; spoke last 2: -0.15; spoke often: 0.60; the only one: 0.10; the tag, 0 lines back: 0.64; the tag, continues:
0.43; the tag, gender agrees: 0.16; the tag, level 1: 0.67; the tag, most in view 0: 1.01; the, 0 lines back: -0.36;
the, frame quoted after: -0.39; the, frame told after: -0.57; the, gender agrees: 0.16; the, level 1: -0.24; unnamed,
0 lines back: -0.40; unnamed, continues: -0.20; unnamed, frame told after: -0.06; unnamed, gender agrees: -0.33;
unnamed, level 1: -0.05; unnamed, most in view 0: -0.37; view 0: -0.54; view 1: -0.21; view 2: -0.16; view 3: -0.23;
view 4: 0.29; view 5: -0.52; view 6: -0.37
"""
    ),
}
