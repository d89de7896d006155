/* Exact nearest rows of a sparse matrix by an inverted index with max-score pruning.
 *
 * Rows are articles, columns are features. Features are taken from rare to common; each feature's list holds its articles with
 * the length of what they carry from this feature on, longest first. By Cauchy and Schwarz no article further down a list can
 * gain more than that length times the query's own from here on, so a list is left where this falls below a share of what the
 * k-th best has (Bayardo, Ma & Srikant 2007; Anastasiu & Karypis 2014). What may still be among the best is completed from its
 * row: a sum of doubles in the order of columns, the same bits whatever the order of the walk.
 */
#ifndef LENSATLAS_KERNEL_H
#define LENSATLAS_KERNEL_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__) || defined(__clang__)
#define PREFETCH(address) __builtin_prefetch(address)
#else
#define PREFETCH(address) ((void)(address))
#endif

#define LARGEST 1e15        /* what a value may measure: squares and sums of such are finite as floats and doubles */
#define STEPS 65535.0       /* of a length held in two bytes */
#define ROUNDED 1e-9        /* scores are rounded to nine digits: what rounding may lift, and a little */

typedef enum { FOUND = 0, NO_MEMORY = -1 } Outcome;

typedef struct {
    int32_t article;
    float weight;
} Posting;

/* Rows of a sparse matrix: columns rise strictly within a row. */
typedef struct {
    int64_t rows;
    const int64_t *starts;  /* rows + 1 */
    const int32_t *columns;
    const double *values;
} Rows;

/* When articles were published, for scores that fade with the time between two. */
typedef struct {
    const int32_t *days;    /* of the indexed articles; NULL where time does not count */
    const int32_t *asked;   /* of the queries; 0 is unknown */
    const double *leaves;   /* what n days apart leave of a score */
    int64_t span;           /* how many of them: no two known days are further apart */
    double unknown;         /* what is left where a day is unknown */
} Times;

typedef struct {
    Rows rows;
    int64_t features;
    int32_t *rank;          /* of each feature, from rare to common */
    int64_t *lists;         /* features + 1: where each list begins, by rank */
    Posting *postings;
    uint16_t *lengths;      /* beside each posting: length of the article from this feature on, in steps, rounded up */
    double step;            /* one of those steps */
    double longest;         /* no row is longer */
    double share;           /* of the k-th best score, at which lists are left */
} Index;

typedef struct {
    int32_t *articles;      /* queries × k, best first, -1 where there are no more */
    double *scores;
    int64_t k;
    double least;           /* scores below are not wanted */
} Best;

Outcome index_fill(Index *index);
void index_free(Index *index);

/* The k best of each query from first to last; own[i] is left out of the answer to query i. */
Outcome nearest(const Index *index, const Rows *queries, const int32_t *own, const Times *times, const Best *best);

/* All articles whose score with the query reaches their bar; how many, or NO_MEMORY. Room for as many as there are rows. */
int64_t reaching(const Index *index, const Rows *queries, int64_t query, int32_t own, const Times *times, const double *bars,
                 int32_t *articles, double *scores);

#endif
