/* What the ucrtbase of Wine 8 and 10 only has as stubs: complex arithmetic, which numpy calls.
   Windows passes these numbers as structures; the compiler does the rest. For the trial only. */
#include <complex.h>

typedef struct { double re, im; } wide;
typedef struct { float re, im; } small;

static double complex from_wide(wide a) { double complex z; __real__ z = a.re; __imag__ z = a.im; return z; }
static float complex from_small(small a) { float complex z; __real__ z = a.re; __imag__ z = a.im; return z; }
static wide to_wide(double complex z) { wide a = {__real__ z, __imag__ z}; return a; }
static small to_small(float complex z) { small a = {__real__ z, __imag__ z}; return a; }

#define MAP(name) \
    wide x_##name(wide a) { return to_wide(name(from_wide(a))); } \
    wide x_##name##l(wide a) { return to_wide(name(from_wide(a))); } \
    small x_##name##f(small a) { return to_small(name##f(from_small(a))); }
#define PART(name) \
    double x_##name(wide a) { return name(from_wide(a)); } \
    double x_##name##l(wide a) { return name(from_wide(a)); } \
    float x_##name##f(small a) { return name##f(from_small(a)); }

MAP(cacos) MAP(cacosh) MAP(casin) MAP(casinh) MAP(catan) MAP(catanh) MAP(ccos) MAP(ccosh)
MAP(cexp) MAP(clog) MAP(conj) MAP(cproj) MAP(csin) MAP(csinh) MAP(csqrt) MAP(ctan) MAP(ctanh)
PART(cabs) PART(carg) PART(cimag) PART(creal)

wide x_cpow(wide a, wide b) { return to_wide(cpow(from_wide(a), from_wide(b))); }
wide x_cpowl(wide a, wide b) { return to_wide(cpow(from_wide(a), from_wide(b))); }
small x_cpowf(small a, small b) { return to_small(cpowf(from_small(a), from_small(b))); }
