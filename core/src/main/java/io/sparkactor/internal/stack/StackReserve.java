package io.sparkactor.internal.stack;

/**
 * Makes sure that the calling thread has some stack left, so that a recursion without end overflows here and not in the middle of a
 * step that must be done whole. Stateless.
 *
 * <p>Java tells nobody how much stack is left; so it is tried out. A frame is the smaller the better the code is compiled, here as in
 * the step.
 */
public final class StackReserve {

    private static final int FEW = 16;
    private static final int MANY = 256;

    private StackReserve() {}

    /**
     * Returns if there is room for a step of some calls; takes about 20 nanoseconds.
     *
     * <p>Optimized code tests at a call whether the frame that the interpreter would need has room, as it may have to go on interpreted
     * at any moment. So one call with many local variables serves there; that they are never used costs nothing. Code of the quick
     * compiler tests less, which is what the other calls are for.
     *
     * @throws StackOverflowError if there is not
     */
    public static void checkSmall() {
        descendChecked(FEW);
        roomy(0);
    }

    /**
     * Returns if there is room for a step that goes deep into the JDK, such as the start of a thread; takes about 200 nanoseconds.
     *
     * @throws StackOverflowError if there is not
     */
    public static void checkLarge() {
        descendChecked(MANY);
    }

    private static void descendChecked(int frames) {
        if (descend(frames) != frames) {
            throw new AssertionError("frames were lost");
        }
    }

    private static int descend(int frames) {
        return frames == 0 ? 0 : 1 + descend(frames - 1);
    }

    /** More than a page of local variables, and a call while they are in use. */
    private static long roomy(long seed) {
        if (seed != 0) {
            long v0 = seed,
                    v1 = v0 * v0,
                    v2 = v1 * v1,
                    v3 = v2 * v2,
                    v4 = v3 * v3,
                    v5 = v4 * v4,
                    v6 = v5 * v5,
                    v7 = v6 * v6;
            long v8 = v7 * v7,
                    v9 = v8 * v8,
                    v10 = v9 * v9,
                    v11 = v10 * v10,
                    v12 = v11 * v11,
                    v13 = v12 * v12,
                    v14 = v13 * v13,
                    v15 = v14 * v14;
            long v16 = v15 * v15,
                    v17 = v16 * v16,
                    v18 = v17 * v17,
                    v19 = v18 * v18,
                    v20 = v19 * v19,
                    v21 = v20 * v20,
                    v22 = v21 * v21,
                    v23 = v22 * v22;
            long v24 = v23 * v23,
                    v25 = v24 * v24,
                    v26 = v25 * v25,
                    v27 = v26 * v26,
                    v28 = v27 * v27,
                    v29 = v28 * v28,
                    v30 = v29 * v29,
                    v31 = v30 * v30;
            long v32 = v31 * v31,
                    v33 = v32 * v32,
                    v34 = v33 * v33,
                    v35 = v34 * v34,
                    v36 = v35 * v35,
                    v37 = v36 * v36,
                    v38 = v37 * v37,
                    v39 = v38 * v38;
            long v40 = v39 * v39,
                    v41 = v40 * v40,
                    v42 = v41 * v41,
                    v43 = v42 * v42,
                    v44 = v43 * v43,
                    v45 = v44 * v44,
                    v46 = v45 * v45,
                    v47 = v46 * v46;
            long v48 = v47 * v47,
                    v49 = v48 * v48,
                    v50 = v49 * v49,
                    v51 = v50 * v50,
                    v52 = v51 * v51,
                    v53 = v52 * v52,
                    v54 = v53 * v53,
                    v55 = v54 * v54;
            long v56 = v55 * v55,
                    v57 = v56 * v56,
                    v58 = v57 * v57,
                    v59 = v58 * v58,
                    v60 = v59 * v59,
                    v61 = v60 * v60,
                    v62 = v61 * v61,
                    v63 = v62 * v62;
            long v64 = v63 * v63,
                    v65 = v64 * v64,
                    v66 = v65 * v65,
                    v67 = v66 * v66,
                    v68 = v67 * v67,
                    v69 = v68 * v68,
                    v70 = v69 * v69,
                    v71 = v70 * v70;
            long v72 = v71 * v71,
                    v73 = v72 * v72,
                    v74 = v73 * v73,
                    v75 = v74 * v74,
                    v76 = v75 * v75,
                    v77 = v76 * v76,
                    v78 = v77 * v77,
                    v79 = v78 * v78;
            long v80 = v79 * v79,
                    v81 = v80 * v80,
                    v82 = v81 * v81,
                    v83 = v82 * v82,
                    v84 = v83 * v83,
                    v85 = v84 * v84,
                    v86 = v85 * v85,
                    v87 = v86 * v86;
            long v88 = v87 * v87,
                    v89 = v88 * v88,
                    v90 = v89 * v89,
                    v91 = v90 * v90,
                    v92 = v91 * v91,
                    v93 = v92 * v92,
                    v94 = v93 * v93,
                    v95 = v94 * v94;
            long v96 = v95 * v95,
                    v97 = v96 * v96,
                    v98 = v97 * v97,
                    v99 = v98 * v98,
                    v100 = v99 * v99,
                    v101 = v100 * v100,
                    v102 = v101 * v101,
                    v103 = v102 * v102;
            long v104 = v103 * v103,
                    v105 = v104 * v104,
                    v106 = v105 * v105,
                    v107 = v106 * v106,
                    v108 = v107 * v107,
                    v109 = v108 * v108,
                    v110 = v109 * v109,
                    v111 = v110 * v110;
            long v112 = v111 * v111,
                    v113 = v112 * v112,
                    v114 = v113 * v113,
                    v115 = v114 * v114,
                    v116 = v115 * v115,
                    v117 = v116 * v116,
                    v118 = v117 * v117,
                    v119 = v118 * v118;
            long v120 = v119 * v119,
                    v121 = v120 * v120,
                    v122 = v121 * v121,
                    v123 = v122 * v122,
                    v124 = v123 * v123,
                    v125 = v124 * v124,
                    v126 = v125 * v125,
                    v127 = v126 * v126;
            long v128 = v127 * v127,
                    v129 = v128 * v128,
                    v130 = v129 * v129,
                    v131 = v130 * v130,
                    v132 = v131 * v131,
                    v133 = v132 * v132,
                    v134 = v133 * v133,
                    v135 = v134 * v134;
            long v136 = v135 * v135,
                    v137 = v136 * v136,
                    v138 = v137 * v137,
                    v139 = v138 * v138,
                    v140 = v139 * v139,
                    v141 = v140 * v140,
                    v142 = v141 * v141,
                    v143 = v142 * v142;
            long v144 = v143 * v143,
                    v145 = v144 * v144,
                    v146 = v145 * v145,
                    v147 = v146 * v146,
                    v148 = v147 * v147,
                    v149 = v148 * v148,
                    v150 = v149 * v149,
                    v151 = v150 * v150;
            long v152 = v151 * v151,
                    v153 = v152 * v152,
                    v154 = v153 * v153,
                    v155 = v154 * v154,
                    v156 = v155 * v155,
                    v157 = v156 * v156,
                    v158 = v157 * v157,
                    v159 = v158 * v158;
            long v160 = v159 * v159,
                    v161 = v160 * v160,
                    v162 = v161 * v161,
                    v163 = v162 * v162,
                    v164 = v163 * v163,
                    v165 = v164 * v164,
                    v166 = v165 * v165,
                    v167 = v166 * v166;
            long v168 = v167 * v167,
                    v169 = v168 * v168,
                    v170 = v169 * v169,
                    v171 = v170 * v170,
                    v172 = v171 * v171,
                    v173 = v172 * v172,
                    v174 = v173 * v173,
                    v175 = v174 * v174;
            long v176 = v175 * v175,
                    v177 = v176 * v176,
                    v178 = v177 * v177,
                    v179 = v178 * v178,
                    v180 = v179 * v179,
                    v181 = v180 * v180,
                    v182 = v181 * v181,
                    v183 = v182 * v182;
            long v184 = v183 * v183,
                    v185 = v184 * v184,
                    v186 = v185 * v185,
                    v187 = v186 * v186,
                    v188 = v187 * v187,
                    v189 = v188 * v188,
                    v190 = v189 * v189,
                    v191 = v190 * v190;
            long v192 = v191 * v191,
                    v193 = v192 * v192,
                    v194 = v193 * v193,
                    v195 = v194 * v194,
                    v196 = v195 * v195,
                    v197 = v196 * v196,
                    v198 = v197 * v197,
                    v199 = v198 * v198;
            long v200 = v199 * v199,
                    v201 = v200 * v200,
                    v202 = v201 * v201,
                    v203 = v202 * v202,
                    v204 = v203 * v203,
                    v205 = v204 * v204,
                    v206 = v205 * v205,
                    v207 = v206 * v206;
            long v208 = v207 * v207,
                    v209 = v208 * v208,
                    v210 = v209 * v209,
                    v211 = v210 * v210,
                    v212 = v211 * v211,
                    v213 = v212 * v212,
                    v214 = v213 * v213,
                    v215 = v214 * v214;
            long v216 = v215 * v215,
                    v217 = v216 * v216,
                    v218 = v217 * v217,
                    v219 = v218 * v218,
                    v220 = v219 * v219,
                    v221 = v220 * v220,
                    v222 = v221 * v221,
                    v223 = v222 * v222;
            long v224 = v223 * v223,
                    v225 = v224 * v224,
                    v226 = v225 * v225,
                    v227 = v226 * v226,
                    v228 = v227 * v227,
                    v229 = v228 * v228,
                    v230 = v229 * v229,
                    v231 = v230 * v230;
            long v232 = v231 * v231,
                    v233 = v232 * v232,
                    v234 = v233 * v233,
                    v235 = v234 * v234,
                    v236 = v235 * v235,
                    v237 = v236 * v236,
                    v238 = v237 * v237,
                    v239 = v238 * v238;
            long v240 = v239 * v239,
                    v241 = v240 * v240,
                    v242 = v241 * v241,
                    v243 = v242 * v242,
                    v244 = v243 * v243,
                    v245 = v244 * v244,
                    v246 = v245 * v245,
                    v247 = v246 * v246;
            long v248 = v247 * v247,
                    v249 = v248 * v248,
                    v250 = v249 * v249,
                    v251 = v250 * v250,
                    v252 = v251 * v251,
                    v253 = v252 * v252,
                    v254 = v253 * v253,
                    v255 = v254 * v254;
            long v256 = v255 * v255,
                    v257 = v256 * v256,
                    v258 = v257 * v257,
                    v259 = v258 * v258,
                    v260 = v259 * v259,
                    v261 = v260 * v260,
                    v262 = v261 * v261,
                    v263 = v262 * v262;
            return descend(1)
                    ^ v0
                    ^ v1
                    ^ v2
                    ^ v3
                    ^ v4
                    ^ v5
                    ^ v6
                    ^ v7
                    ^ v8
                    ^ v9
                    ^ v10
                    ^ v11
                    ^ v12
                    ^ v13
                    ^ v14
                    ^ v15
                    ^ v16
                    ^ v17
                    ^ v18
                    ^ v19
                    ^ v20
                    ^ v21
                    ^ v22
                    ^ v23
                    ^ v24
                    ^ v25
                    ^ v26
                    ^ v27
                    ^ v28
                    ^ v29
                    ^ v30
                    ^ v31
                    ^ v32
                    ^ v33
                    ^ v34
                    ^ v35
                    ^ v36
                    ^ v37
                    ^ v38
                    ^ v39
                    ^ v40
                    ^ v41
                    ^ v42
                    ^ v43
                    ^ v44
                    ^ v45
                    ^ v46
                    ^ v47
                    ^ v48
                    ^ v49
                    ^ v50
                    ^ v51
                    ^ v52
                    ^ v53
                    ^ v54
                    ^ v55
                    ^ v56
                    ^ v57
                    ^ v58
                    ^ v59
                    ^ v60
                    ^ v61
                    ^ v62
                    ^ v63
                    ^ v64
                    ^ v65
                    ^ v66
                    ^ v67
                    ^ v68
                    ^ v69
                    ^ v70
                    ^ v71
                    ^ v72
                    ^ v73
                    ^ v74
                    ^ v75
                    ^ v76
                    ^ v77
                    ^ v78
                    ^ v79
                    ^ v80
                    ^ v81
                    ^ v82
                    ^ v83
                    ^ v84
                    ^ v85
                    ^ v86
                    ^ v87
                    ^ v88
                    ^ v89
                    ^ v90
                    ^ v91
                    ^ v92
                    ^ v93
                    ^ v94
                    ^ v95
                    ^ v96
                    ^ v97
                    ^ v98
                    ^ v99
                    ^ v100
                    ^ v101
                    ^ v102
                    ^ v103
                    ^ v104
                    ^ v105
                    ^ v106
                    ^ v107
                    ^ v108
                    ^ v109
                    ^ v110
                    ^ v111
                    ^ v112
                    ^ v113
                    ^ v114
                    ^ v115
                    ^ v116
                    ^ v117
                    ^ v118
                    ^ v119
                    ^ v120
                    ^ v121
                    ^ v122
                    ^ v123
                    ^ v124
                    ^ v125
                    ^ v126
                    ^ v127
                    ^ v128
                    ^ v129
                    ^ v130
                    ^ v131
                    ^ v132
                    ^ v133
                    ^ v134
                    ^ v135
                    ^ v136
                    ^ v137
                    ^ v138
                    ^ v139
                    ^ v140
                    ^ v141
                    ^ v142
                    ^ v143
                    ^ v144
                    ^ v145
                    ^ v146
                    ^ v147
                    ^ v148
                    ^ v149
                    ^ v150
                    ^ v151
                    ^ v152
                    ^ v153
                    ^ v154
                    ^ v155
                    ^ v156
                    ^ v157
                    ^ v158
                    ^ v159
                    ^ v160
                    ^ v161
                    ^ v162
                    ^ v163
                    ^ v164
                    ^ v165
                    ^ v166
                    ^ v167
                    ^ v168
                    ^ v169
                    ^ v170
                    ^ v171
                    ^ v172
                    ^ v173
                    ^ v174
                    ^ v175
                    ^ v176
                    ^ v177
                    ^ v178
                    ^ v179
                    ^ v180
                    ^ v181
                    ^ v182
                    ^ v183
                    ^ v184
                    ^ v185
                    ^ v186
                    ^ v187
                    ^ v188
                    ^ v189
                    ^ v190
                    ^ v191
                    ^ v192
                    ^ v193
                    ^ v194
                    ^ v195
                    ^ v196
                    ^ v197
                    ^ v198
                    ^ v199
                    ^ v200
                    ^ v201
                    ^ v202
                    ^ v203
                    ^ v204
                    ^ v205
                    ^ v206
                    ^ v207
                    ^ v208
                    ^ v209
                    ^ v210
                    ^ v211
                    ^ v212
                    ^ v213
                    ^ v214
                    ^ v215
                    ^ v216
                    ^ v217
                    ^ v218
                    ^ v219
                    ^ v220
                    ^ v221
                    ^ v222
                    ^ v223
                    ^ v224
                    ^ v225
                    ^ v226
                    ^ v227
                    ^ v228
                    ^ v229
                    ^ v230
                    ^ v231
                    ^ v232
                    ^ v233
                    ^ v234
                    ^ v235
                    ^ v236
                    ^ v237
                    ^ v238
                    ^ v239
                    ^ v240
                    ^ v241
                    ^ v242
                    ^ v243
                    ^ v244
                    ^ v245
                    ^ v246
                    ^ v247
                    ^ v248
                    ^ v249
                    ^ v250
                    ^ v251
                    ^ v252
                    ^ v253
                    ^ v254
                    ^ v255
                    ^ v256
                    ^ v257
                    ^ v258
                    ^ v259
                    ^ v260
                    ^ v261
                    ^ v262
                    ^ v263;
        }
        return 0;
    }
}
